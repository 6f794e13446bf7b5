package io.nodev.hypervisor;

/** Ends the machine: the launcher exits with the status, a test remembers it. */
@FunctionalInterface
public interface MachineHalt {
    /** The machine ended as it should. */
    int OK = 0;

    /** The hypervisor panicked, or domain 0 crashed. */
    int PANIC = 1;

    /**
     * Called once no virtual CPU starts a turn any more.
     *
     * @param exitStatus {@link #OK} or {@link #PANIC}
     */
    void halt(int exitStatus);
}
