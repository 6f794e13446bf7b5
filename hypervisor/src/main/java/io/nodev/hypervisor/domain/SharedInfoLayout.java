package io.nodev.hypervisor.domain;

/**
 * The page that a domain and the hypervisor share.
 *
 * <pre>
 *    0  upcall pending        u32  hypervisor sets, domain clears
 *    4  upcall mask           u32  domain writes; non-zero: no upcalls
 *    8  pending selector      u32  one bit for each 32 ports
 *   16  pending[32]           u32  one bit for each port
 *  144  mask[32]              u32  one bit for each port, domain writes
 *  512  net index blocks[8]   24 bytes each, legacy architecture only
 * 2048  control ring          1,040 bytes, domain controller and domain
 * </pre>
 *
 * Source: xen/include/hypervisor-ifs/hypervisor-if.h at ddc87ed302 for the parts; their offsets, but for the control
 * ring's, are ours.
 */
public final class SharedInfoLayout {
    /** Hypervisor sets to 1, domain clears before it looks at the selector. */
    public static final int UPCALL_PENDING = 0;

    /** Non-zero while the domain wants no upcall. */
    public static final int UPCALL_MASK = 4;

    /** One bit for each word of {@link #PENDING}. */
    public static final int PENDING_SELECTOR = 8;

    /** First of 32 words, one bit a port. */
    public static final int PENDING = 16;

    /** First of 32 words, one bit a port. */
    public static final int MASK = 144;

    /** First of eight index blocks of the legacy network rings. */
    public static final int NET_INDEX = 512;

    /** Bytes from one network index block to the next. */
    public static final int NET_INDEX_STRIDE = 24;

    /** The ring pair between domain controller and domain. */
    public static final int CONTROL_RING = 2048;

    private SharedInfoLayout() {}
}
