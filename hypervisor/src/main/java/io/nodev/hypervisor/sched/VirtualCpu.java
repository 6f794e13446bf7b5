package io.nodev.hypervisor.sched;

/** What runs inside a domain. */
@FunctionalInterface
public interface VirtualCpu {
    /**
     * Runs for one turn: takes the upcall if one is pending, then works on at most {@code budget} items.
     *
     * @param budget above 0; how much to do before giving way, in whatever unit the domain's work has
     * @return {@code true} if there is more to do now; {@code false} to sleep until the next event
     */
    boolean run(int budget);
}
