package io.nodev.tck.harness;

/** The refusal of something that a stack lacks. */
public final class UnsupportedCapabilityException extends UnsupportedOperationException {
    private static final long serialVersionUID = 1L;

    private final StackCapability capability;

    /** The refusal of one capability. */
    public UnsupportedCapabilityException(StackCapability capability) {
        super("the stack lacks it: capability=" + capability.id());
        this.capability = capability;
    }

    /** What is lacking. */
    public StackCapability capability() {
        return capability;
    }
}
