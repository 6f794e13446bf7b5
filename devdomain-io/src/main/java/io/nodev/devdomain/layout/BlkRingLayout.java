package io.nodev.devdomain.layout;

import io.nodev.common.ring.RingLayout;
import io.nodev.common.ring.SharedRing;
import io.nodev.hypervisor.memory.Memory;

/**
 * The block ring page: two indices, then 64 packed slots of 60 bytes.
 *
 * <pre>
 *  0         4         8
 * +---------+---------+-----------
 * | reqProd | rspProd | slots ...
 * +---------+---------+-----------
 *
 *            0          1          2        4     8         16
 *           +----------+----------+--------+-----+---------+-------------------+
 *  request  | operation| segments | device | id  | sector  | 11 segments of u32 |
 *           +-----+----+-----+----+--------+-----+---------+-------------------+
 *  response | id  | op. 4    | status 5, s16 |
 *           +-----+----------+---------------+
 *
 *  segment    bits 31..12 grant reference, 5..3 first sector in the page, 2..0 last sector
 *  probe record, 12 bytes: 0 capacity u64, 8 device u16, 10 info u16
 * </pre>
 *
 * Every response notifies. Source: xen/include/public/io/blkif.h at 5c70ae783d, where a segment holds a machine frame and
 * which has no {@link #FLUSH}.
 */
public final class BlkRingLayout {
    private static final int FIRST_SLOT = 8;

    /** Where the indices are, and how many slots. */
    public static final RingLayout RING = new RingLayout(64, 60, 0, 4, RingLayout.ABSENT, RingLayout.ABSENT);

    /** u8: what is asked for. */
    public static final int REQUEST_OPERATION = 0;

    /** u8: 1 to {@link #MAX_SEGMENTS}; 0 for a flush. */
    public static final int REQUEST_SEGMENTS = 1;

    /** u16: number of the VBD; without meaning in a probe. */
    public static final int REQUEST_DEVICE = 2;

    /** u32: the frontend's number for it, echoed. */
    public static final int REQUEST_ID = 4;

    /** u64: first sector of the VBD. */
    public static final int REQUEST_SECTOR = 8;

    /** The first of the segments, u32 each. */
    public static final int REQUEST_FIRST_SEGMENT = 16;

    /** u32: the request's. */
    public static final int RESPONSE_ID = 0;

    /** u8: the request's. */
    public static final int RESPONSE_OPERATION = 4;

    /** s16, at an odd address: {@link #STATUS_OKAY}, {@link #STATUS_ERROR}, or the number of a probe's records. */
    public static final int RESPONSE_STATUS = 5;

    /** Operation: sectors go to the guest. */
    public static final int READ = 0;

    /** Operation: sectors come from the guest. */
    public static final int WRITE = 1;

    /** Operation: the guest is told which VBDs it has; one segment of a whole page. */
    public static final int PROBE = 2;

    /** Operation: what was answered before is to last; no segment. */
    public static final int FLUSH = 3;

    /** Done. */
    public static final int STATUS_OKAY = 0;

    /** Refused, or failed on the way. */
    public static final int STATUS_ERROR = -1;

    /** The most segments of a request. */
    public static final int MAX_SEGMENTS = 11;

    /** Sectors of a segment's page. */
    public static final int SECTORS_PER_PAGE = 8;

    /** Bytes of a probe's record. */
    public static final int RECORD_SIZE = 12;

    /** The most records of a probe: what fits in a page. */
    public static final int MAX_RECORDS = 341;

    /** Probe record, u64: sectors. */
    public static final int RECORD_CAPACITY = 0;

    /** Probe record, u16: number of the VBD. */
    public static final int RECORD_DEVICE = 8;

    /** Probe record, u16: type and flags, see {@link io.nodev.common.disk.DiskType}. */
    public static final int RECORD_INFO = 10;

    private static final int REFERENCE_SHIFT = 12;
    private static final int FIRST_SHIFT = 3;
    private static final int SECTOR_MASK = SECTORS_PER_PAGE - 1;

    private BlkRingLayout() {}

    /** The ring in a page at an address. */
    public static SharedRing ring(Memory memory, int page) {
        return new SharedRing(memory, RING, page, page + FIRST_SLOT);
    }

    /**
     * A segment.
     *
     * @param reference grant of its page, 0 to 1,048,575: for writing unless the operation is a write
     * @param first sector within the page, 0 to 7
     * @param last sector within the page, 0 to 7
     */
    public static int segment(int reference, int first, int last) {
        return reference << REFERENCE_SHIFT | first << FIRST_SHIFT | last;
    }

    /** The grant reference of a segment. */
    public static int reference(int segment) {
        return segment >>> REFERENCE_SHIFT;
    }

    /** The first sector of a segment. */
    public static int firstSector(int segment) {
        return segment >>> FIRST_SHIFT & SECTOR_MASK;
    }

    /** The last sector of a segment. */
    public static int lastSector(int segment) {
        return segment & SECTOR_MASK;
    }

    /** The word at {@link #REQUEST_OPERATION}: a request's operation, number of segments and device. */
    public static int head(int operation, int segments, int device) {
        return operation | segments << Byte.SIZE | device << Short.SIZE;
    }

    /** Writes a response's operation, u8, and status, which are most of one word; the rest of it is 0. */
    public static void putOutcome(Memory memory, int slot, int operation, int status) {
        memory.putInt(slot + RESPONSE_OPERATION, operation & 0xFF | (status & 0xFFFF) << Byte.SIZE);
    }

    /** Reads a response's status. */
    public static int status(Memory memory, int slot) {
        return (short) (memory.getInt(slot + RESPONSE_OPERATION) >>> Byte.SIZE);
    }
}
