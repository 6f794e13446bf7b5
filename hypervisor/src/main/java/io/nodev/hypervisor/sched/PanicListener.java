package io.nodev.hypervisor.sched;

/** Is told that the hypervisor itself failed. */
@FunctionalInterface
public interface PanicListener {
    /**
     * Called once, on the thread that found the failure. No virtual CPU starts a turn any more; turns in progress on
     * other threads may last until they end.
     *
     * @param what the work that failed, as a phrase
     * @param cause what came out of it
     */
    void panicked(String what, Throwable cause);
}
