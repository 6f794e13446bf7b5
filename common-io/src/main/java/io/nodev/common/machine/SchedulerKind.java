package io.nodev.common.machine;

/** How a machine's virtual CPUs get their turns. */
public enum SchedulerKind {
    /** All on the thread that lets the machine run, one at a time, in a repeatable order. */
    COOPERATIVE("cooperative"),
    /** Each domain on a thread of its own. */
    THREADED("threaded");

    private final String id;

    SchedulerKind(String id) {
        this.id = id;
    }

    /** The word used on command lines and next to figures. */
    public String id() {
        return id;
    }
}
