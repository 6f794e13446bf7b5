package io.nodev.devdomain.blkfront;

import io.nodev.common.disk.DeviceNumber;
import io.nodev.common.disk.DiskType;
import io.nodev.common.guest.BlockDeviceStats;
import io.nodev.common.guest.VirtualBlockDevice;
import io.nodev.devdomain.layout.BlkRingLayout;

/** One VBD of a guest, as the last probe showed it. */
final class BlkfrontDevice implements VirtualBlockDevice {
    private static final int TYPE = 0x3F;

    private final Blkfront front;
    private final int number;
    private final BlockDeviceStats stats = new BlockDeviceStats();
    private long sectors;
    private int info;

    BlkfrontDevice(Blkfront front, int number) {
        this.front = front;
        this.number = number;
    }

    void update(long capacity, int newInfo) {
        sectors = capacity;
        info = newInfo;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public String name() {
        return DeviceNumber.name(number);
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
        int type = info & TYPE;
        return type == DiskType.CDROM.code() || type == DiskType.FLOPPY.code() || type == DiskType.OPTICAL.code();
    }

    @Override
    public boolean read(long sector, int count, long tag) {
        requireCount(count);
        int id = front.takeId();
        if (id == Blkfront.NONE) {
            return false;
        }
        front.request(id).begin(this, BlkRingLayout.READ, sector, count).setTag(tag);
        front.put(id);
        return true;
    }

    @Override
    public boolean write(long sector, byte[] bytes, int count, long tag) {
        requireCount(count);
        if (bytes.length < count * SECTOR_SIZE) {
            throw new IllegalArgumentException("a sector has 512 bytes: bytes=" + bytes.length + ", sectors=" + count);
        }
        int id = front.takeId();
        if (id == Blkfront.NONE) {
            return false;
        }
        front.request(id).begin(this, BlkRingLayout.WRITE, sector, count).setTag(tag);
        front.request(id).fill(front.memory(), bytes);
        front.put(id);
        return true;
    }

    @Override
    public boolean flush(long tag) {
        int id = front.takeId();
        if (id == Blkfront.NONE) {
            return false;
        }
        front.request(id).begin(this, BlkRingLayout.FLUSH, 0, 0).setTag(tag);
        front.put(id);
        return true;
    }

    private static void requireCount(int count) {
        if (count < 1 || count > MAX_SECTORS) {
            throw new IllegalArgumentException("a request has 1 to 88 sectors: sectors=" + count);
        }
    }

    @Override
    public BlockDeviceStats stats() {
        return stats;
    }

    void count(ShadowRequest done, boolean good) {
        if (!good) {
            stats.countError();
        } else if (done.operation() == BlkRingLayout.READ) {
            stats.countRead(done.sectors());
        } else if (done.operation() == BlkRingLayout.WRITE) {
            stats.countWrite(done.sectors());
        } else {
            stats.countFlush();
        }
    }
}
