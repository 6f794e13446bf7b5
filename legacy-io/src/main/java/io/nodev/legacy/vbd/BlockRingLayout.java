package io.nodev.legacy.vbd;

import io.nodev.common.ring.RingLayout;

/**
 * The page of a domain's block ring, one for all its VBDs.
 *
 * <pre>
 *    0  request producer    u32   guest
 *    4  response producer   u32   hypervisor
 *    8  slots, 64 of 60 bytes
 *
 *           0    4        6           7          8              16                                  60
 * request   | id | device | operation | segments | first sector | 11 segments, u32 each             |
 * response  | id | operation u16 |    | status u32 |
 *
 * segment   low 9 bits: sectors, 1 to 511; the rest: machine address, a multiple of 512
 * </pre>
 *
 * Indices run freely and are taken modulo 64. A response overwrites an old request; every response raises {@code VIRQ_BLKDEV}.
 * Source: xen/include/hypervisor-ifs/block.h at ddc87ed302; {@link #FLUSH} is ours.
 */
public final class BlockRingLayout {
    /** Slots. */
    public static final int SLOTS = 64;

    /** Bytes of a slot. */
    public static final int SLOT_SIZE = 60;

    /** How many requests the guest has put. */
    public static final int REQ_PROD = 0;

    /** How many responses the hypervisor has put. */
    public static final int RESP_PROD = 4;

    /** Where the first slot is. */
    public static final int FIRST_SLOT = 8;

    /** Request and response: u32, the guest's own number for the request, echoed. */
    public static final int ID = 0;

    /** Request: u16, number of the VBD. */
    public static final int DEVICE = 4;

    /** Request: u8. */
    public static final int OPERATION = 6;

    /** Request: u8, 1 to {@link #MAX_SEGMENTS}; 0 for a flush. */
    public static final int SEGMENT_COUNT = 7;

    /** Request: u64, sector of the VBD. */
    public static final int SECTOR = 8;

    /** Request: the first of the segments, {@value Integer#BYTES} bytes each. */
    public static final int SEGMENTS = 16;

    /** Response: u16, echoed. */
    public static final int RESPONSE_OPERATION = 4;

    /** Response: u32, a {@link BlockStatus}. */
    public static final int STATUS = 8;

    /** The most segments of a request. */
    public static final int MAX_SEGMENTS = 11;

    /** The bits of a segment that say how many sectors. */
    public static final int SEGMENT_SECTORS = 0x1FF;

    /** Operation: sectors go to memory. */
    public static final int READ = 0;

    /** Operation: sectors come from memory. */
    public static final int WRITE = 1;

    /** Operation: what was answered before is to last. No segments. */
    public static final int FLUSH = 3;

    /** The ring relative to its page. */
    public static final RingLayout RING =
            new RingLayout(SLOTS, SLOT_SIZE, REQ_PROD, RESP_PROD, RingLayout.ABSENT, RingLayout.ABSENT);

    private BlockRingLayout() {}

    /** The word at {@link #DEVICE}: a request's device, operation and number of segments. */
    public static int head(int device, int operation, int segments) {
        return device & 0xFFFF | operation << Short.SIZE | segments << Short.SIZE + Byte.SIZE;
    }
}
