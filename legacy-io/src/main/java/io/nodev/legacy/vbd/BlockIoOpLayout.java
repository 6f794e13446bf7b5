package io.nodev.legacy.vbd;

/**
 * Argument of {@code block_io_op(address)}: a command and a union.
 *
 * <pre>
 * SIGNAL, RESET     nothing
 * RING_ADDRESS       4 frame of the ring page u32, out
 * VBD_CREATE         4 domain u64   12 vdevice u16   14 mode u8
 * VBD_GROW           4 domain u64   12 vdevice u16   16 extent
 * VBD_SHRINK         4 domain u64   12 vdevice u16
 * VBD_SET_EXTENTS    4 domain u64   12 vdevice u16   14 number of extents u16   16 address of the list u32
 * VBD_DELETE         4 domain u64   12 vdevice u16
 * VBD_PROBE          4 domain u64   12 most records u32   16 address of the array u32   20 number of records u32, out
 * VBD_INFO           4 domain u64   12 vdevice u16   14 most extents u16   16 address of the array u32
 *                   20 number of extents u16, out   22 mode u16, out
 *
 * extent             0 device u16   2 unused u16   4 first sector u64   12 sectors u64
 * disk record        0 device u16   2 info u16   4 capacity in sectors u64   12 domain u64
 * </pre>
 *
 * Source: xen/include/hypervisor-ifs/block.h and vbd.h at ddc87ed302 for commands, their numbers and fields, extents and disk
 * records; offsets of the last two commands' fields are ours.
 */
public final class BlockIoOpLayout {
    /** Look at the caller's ring. */
    public static final int SIGNAL = 0;

    /** Start the caller's ring over at index 0; only when nothing is outstanding. */
    public static final int RESET = 1;

    /** Where the caller's ring is. */
    public static final int RING_ADDRESS = 2;

    /** Create a VBD without extents. Privileged. */
    public static final int VBD_CREATE = 3;

    /** Append an extent. Privileged. */
    public static final int VBD_GROW = 4;

    /** Remove the last extent. Privileged. */
    public static final int VBD_SHRINK = 5;

    /** Replace all extents, or none if anything is wrong. Privileged. */
    public static final int VBD_SET_EXTENTS = 6;

    /** Remove a VBD. Privileged. */
    public static final int VBD_DELETE = 7;

    /** List VBDs: the caller's own, or with privilege another's or everyone's. */
    public static final int VBD_PROBE = 8;

    /** Tell a VBD's mode and extents: the caller's own, or with privilege another's. */
    public static final int VBD_INFO = 9;

    /** Bytes of the structure: the longest is that of VBD_GROW. */
    public static final int SIZE = 36;

    /** The command. */
    public static final int COMMAND = 0;

    /** RING_ADDRESS: number of the machine frame that holds the ring. */
    public static final int RING_FRAME = 4;

    /** All that concern a VBD: whose; VBD_PROBE: {@link #SELF} or {@link #ALL} as well. */
    public static final int DOMAIN = 4;

    /** VBD_PROBE: the caller itself. */
    public static final long SELF = 0;

    /** VBD_PROBE: all domains. */
    public static final long ALL = -1;

    /** All that concern one VBD: its number. */
    public static final int VDEVICE = 12;

    /** VBD_CREATE: bit 0 allows reads, bit 1 writes. */
    public static final int MODE = 14;

    /** VBD_GROW: the extent itself. */
    public static final int EXTENT = 16;

    /** VBD_SET_EXTENTS, VBD_INFO: extents in the list, or that fit in the array. */
    public static final int EXTENT_COUNT = 14;

    /** VBD_SET_EXTENTS, VBD_PROBE, VBD_INFO: virtual address of the list or array. */
    public static final int ARRAY = 16;

    /** VBD_PROBE: records that fit in the array. */
    public static final int MAX_RECORDS = 12;

    /** VBD_PROBE: records written. */
    public static final int RECORD_COUNT = 20;

    /** VBD_INFO: extents written. */
    public static final int INFO_COUNT = 20;

    /** VBD_INFO: the mode. */
    public static final int INFO_MODE = 22;

    /** Bytes of an extent. */
    public static final int EXTENT_SIZE = 20;

    /** Extent: number of the disk. */
    public static final int EXTENT_DEVICE = 0;

    /** Extent: first sector. */
    public static final int EXTENT_START = 4;

    /** Extent: how many. */
    public static final int EXTENT_SECTORS = 12;

    /** Bytes of a disk record. */
    public static final int RECORD_SIZE = 20;

    /** Disk record: number of the VBD. */
    public static final int RECORD_DEVICE = 0;

    /** Disk record: type in the low six bits, {@code 0x40} read-only, {@code 0x80} virtual. */
    public static final int RECORD_INFO = 2;

    /** Disk record: sectors. */
    public static final int RECORD_CAPACITY = 4;

    /** Disk record: whose. */
    public static final int RECORD_DOMAIN = 12;

    private BlockIoOpLayout() {}
}
