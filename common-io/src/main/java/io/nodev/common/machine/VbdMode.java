package io.nodev.common.machine;

/** What a domain may do with a VBD. Source of the bits: xen/include/xen/vbd.h at ddc87ed302. */
public enum VbdMode {
    /** Read only. */
    READ_ONLY(1),
    /** Write only: expressible in a legacy machine alone, and by no tool. */
    WRITE_ONLY(2),
    /** Read and write. */
    READ_WRITE(3);

    private final int bits;

    VbdMode(int bits) {
        this.bits = bits;
    }

    /** Bit 0 allows reads, bit 1 writes. */
    public int bits() {
        return bits;
    }

    /** Whether sectors may be read. */
    public boolean isReadable() {
        return (bits & 1) != 0;
    }

    /** Whether sectors may be written. */
    public boolean isWritable() {
        return (bits & 2) != 0;
    }
}
