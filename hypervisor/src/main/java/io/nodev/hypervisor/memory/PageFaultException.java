package io.nodev.hypervisor.memory;

/** A domain touched an address that its page tables do not let it touch. A bug of that domain, fatal to nobody else. */
public final class PageFaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int virtualAddress;

    PageFaultException(int domain, int virtualAddress, boolean write) {
        super("page fault on " + (write ? "write" : "read") + " in domain " + domain + ": virtualAddress=0x"
                + Integer.toHexString(virtualAddress));
        this.virtualAddress = virtualAddress;
    }

    /** The address that was touched. */
    public int virtualAddress() {
        return virtualAddress;
    }
}
