package io.nodev.legacy.guest;

import io.nodev.common.disk.DeviceNumber;
import io.nodev.common.disk.DiskType;
import io.nodev.common.guest.BlockDeviceStats;
import io.nodev.common.guest.VirtualBlockDevice;

/** One VBD in its guest, as the last probe told of it. One that is gone refuses by itself, the hypervisor knowing it no more. */
final class LegacyBlockDevice implements VirtualBlockDevice {
    private static final int TYPE = 0x3F;

    private final BlockFrontend frontend;
    private final int number;
    private final String name;
    private final BlockDeviceStats stats = new BlockDeviceStats();
    private long sectors;
    private int info;

    LegacyBlockDevice(BlockFrontend frontend, int number) {
        this.frontend = frontend;
        this.number = number;
        this.name = DeviceNumber.name(number);
    }

    void update(long newSectors, int newInfo) {
        sectors = newSectors;
        info = newInfo;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long sectors() {
        return sectors;
    }

    @Override
    public boolean readOnly() {
        return (info & DiskType.READ_ONLY_FLAG) != 0;
    }

    @Override
    public boolean removable() {
        return (info & TYPE) != DiskType.DISK.code();
    }

    @Override
    public boolean read(long sector, int count, long tag) {
        check(count);
        return frontend.read(this, sector, count, tag);
    }

    @Override
    public boolean write(long sector, byte[] bytes, int count, long tag) {
        check(count);
        if (bytes.length < count * SECTOR_SIZE) {
            throw new IllegalArgumentException("a sector has 512 bytes: sectors=" + count + ", bytes=" + bytes.length);
        }
        return frontend.write(this, sector, bytes, count, tag);
    }

    private static void check(int count) {
        if (count < 1 || count > MAX_SECTORS) {
            throw new IllegalArgumentException("a request has 1 to 88 sectors: sectors=" + count);
        }
    }

    @Override
    public boolean flush(long tag) {
        return frontend.flush(this, tag);
    }

    @Override
    public BlockDeviceStats stats() {
        return stats;
    }
}
