package io.nodev.hypervisor.time;

/** Nanoseconds since boot. */
@FunctionalInterface
public interface Clock {
    /** Nanoseconds since boot; never goes back. From any thread. */
    long nanos();

    /** The clock of the machine that we run on, starting now. */
    static Clock system() {
        long boot = System.nanoTime();
        return () -> System.nanoTime() - boot;
    }
}
