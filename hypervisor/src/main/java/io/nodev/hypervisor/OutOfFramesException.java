package io.nodev.hypervisor;

/** The machine has too few free frames for a domain. There may be enough when another has ended. */
public final class OutOfFramesException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** What needs frames, and how many there are. */
    public OutOfFramesException(String message) {
        super(message);
    }
}
