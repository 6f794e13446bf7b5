package io.nodev.legacy.vfr;

/** The first word of a write, and the operation of the {@code network_op} hypercall it becomes. */
public enum VfrCommand {
    /** Puts the rule in front of all others. */
    ADD,
    /** Removes the newest rule that is equal in every field. */
    DELETE,
    /** Writes the list to the hypervisor's console. */
    PRINT;

    /** The {@code network_op} command number. */
    public int code() {
        return ordinal();
    }
}
