package io.nodev.legacy.vbd;

import io.nodev.common.disk.DiskType;
import io.nodev.common.disk.Extent;
import java.util.BitSet;
import java.util.List;

/** One virtual block device. Number, mode and type never change; extents are changed inside the disks' work, read by anyone. */
public final class Vbd {
    private static final int READABLE = 1;
    private static final int WRITABLE = 2;

    private final int device;
    private final int mode;
    private final int info;
    private final VbdCounters counters = new VbdCounters();
    private final BitSet everOn = new BitSet();
    private volatile VbdExtents extents = VbdExtents.NONE;

    private Vbd(int device, int mode, int info) {
        this.device = device;
        this.mode = mode;
        this.info = info;
    }

    /** As the tools create one: a virtual disk. */
    static Vbd virtual(int device, int mode) {
        int readOnly = (mode & WRITABLE) == 0 ? DiskType.READ_ONLY_FLAG : 0;
        return new Vbd(device, mode, DiskType.DISK.code() | DiskType.VIRTUAL_FLAG | readOnly);
    }

    /** As domain 0 has a real disk: readable and writable, whatever the disk says to that. */
    static Vbd real(int device, DiskType type, boolean readOnly) {
        int flag = type == DiskType.CDROM || readOnly ? DiskType.READ_ONLY_FLAG : 0;
        return new Vbd(device, READABLE | WRITABLE, type.code() | flag);
    }

    /** Its number in its domain. */
    public int device() {
        return device;
    }

    /** Bit 0 allows reads, bit 1 writes. */
    public int mode() {
        return mode;
    }

    /** Type and flags, as a disk record tells them. */
    public int info() {
        return info;
    }

    /** Its capacity in sectors. */
    public long sectors() {
        return extents.capacity();
    }

    /** What it counted. */
    public VbdCounters counters() {
        return counters;
    }

    boolean isWritable() {
        return (mode & WRITABLE) != 0;
    }

    boolean allows(int operation) {
        return switch (operation) {
            case BlockRingLayout.READ -> (mode & READABLE) != 0;
            case BlockRingLayout.WRITE -> isWritable();
            default -> true;
        };
    }

    /** The extents that can lie on a disk, in order; those whose numbers no disk has are left out. */
    public List<Extent> possibleExtents() {
        return extents.possible();
    }

    VbdExtents extents() {
        return extents;
    }

    /** Changes the extents; disks it was ever on are remembered, for a flush reaches what was written before a change. */
    void setExtents(VbdExtents changed) {
        for (int extent = 0; extent < changed.count(); extent++) {
            everOn.set(changed.device(extent));
        }
        extents = changed;
    }

    void setExtents(List<Extent> changed) {
        setExtents(VbdExtents.of(changed));
    }

    /** The lowest number, from {@code device} on, of a disk that it is or was on; -1 if there is none. */
    int nextDisk(int device) {
        return everOn.nextSetBit(device);
    }
}
