package io.nodev.common.kernel;

import io.nodev.common.disk.DeviceNumber;
import io.nodev.common.disk.DiskType;
import io.nodev.common.guest.BlockDeviceStats;
import io.nodev.common.guest.VirtualBlockDevice;

/** One VBD of a guest, as the last probe showed it. How requests are put is for each architecture's driver to say. */
public abstract class ProbedBlockDevice implements VirtualBlockDevice {
    private static final int TYPE = 0x3F;

    private final int number;
    private final String name;
    private final BlockDeviceStats stats = new BlockDeviceStats();
    private long sectors;
    private int info;

    /** A device nothing is known of but its number. */
    protected ProbedBlockDevice(int number) {
        this.number = number;
        this.name = DeviceNumber.name(number);
    }

    /**
     * Takes what a probe told.
     *
     * @param newInfo type and flags, see {@link DiskType}
     */
    public final void update(long newSectors, int newInfo) {
        sectors = newSectors;
        info = newInfo;
    }

    /** Puts a request to read whose form is right; {@code false} means not now. */
    protected abstract boolean putRead(long sector, int count, long tag);

    /** Puts a request to write whose form is right; {@code false} means not now. */
    protected abstract boolean putWrite(long sector, byte[] bytes, int count, long tag);

    @Override
    public final int number() {
        return number;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final long sectors() {
        return sectors;
    }

    @Override
    public final boolean readOnly() {
        return (info & DiskType.READ_ONLY_FLAG) != 0;
    }

    @Override
    public final boolean removable() {
        return (info & TYPE) != DiskType.DISK.code();
    }

    @Override
    public final boolean read(long sector, int count, long tag) {
        requireCount(count);
        return putRead(sector, count, tag);
    }

    @Override
    public final boolean write(long sector, byte[] bytes, int count, long tag) {
        requireCount(count);
        if (bytes.length < count * SECTOR_SIZE) {
            throw new IllegalArgumentException("a sector has 512 bytes: sectors=" + count + ", bytes=" + bytes.length);
        }
        return putWrite(sector, bytes, count, tag);
    }

    private static void requireCount(int count) {
        if (count < 1 || count > MAX_SECTORS) {
            throw new IllegalArgumentException("a request has 1 to 88 sectors: sectors=" + count);
        }
    }

    @Override
    public final BlockDeviceStats stats() {
        return stats;
    }
}
