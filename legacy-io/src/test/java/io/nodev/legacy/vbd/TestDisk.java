package io.nodev.legacy.vbd;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.DiskOperation;
import io.nodev.common.disk.DiskTransfer;
import io.nodev.common.disk.DiskType;
import io.nodev.common.disk.DriveSpec;
import io.nodev.common.disk.ForwardingDisk;
import io.nodev.tck.disk.DiskUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A disk under test whose sectors each begin with their number and its own, which completes in order, and which remembers what was
 * asked for. While it holds back completions, transfers are done all the same.
 */
public final class TestDisk extends ForwardingDisk {
    record Asked(DiskOperation operation, long sector, int sectors) {}

    final List<Asked> asked = new ArrayList<>();
    private final DiskUnderTest test;
    private final AtomicBoolean newestFirst;
    private int room = Integer.MAX_VALUE;
    private boolean onFire;

    /** A disk with that number and capacity. */
    public TestDisk(String name, int device, int sectors) {
        this(name, device, sectors, DiskType.DISK);
    }

    TestDisk(String name, int device, int sectors, DiskType type) {
        this(new DriveSpec(name, device, type, false), sectors, new AtomicBoolean());
    }

    private TestDisk(DriveSpec drive, int sectors, AtomicBoolean newestFirst) {
        this(
                new DiskUnderTest(
                        drive,
                        sectors,
                        waiting -> newestFirst.get() ? waiting - 1 : 0,
                        sector -> original(drive.device(), sector)),
                newestFirst);
    }

    private TestDisk(DiskUnderTest test, AtomicBoolean newestFirst) {
        super(test.next());
        this.test = test;
        this.newestFirst = newestFirst;
    }

    private static byte[] original(int device, long sector) {
        byte[] bytes = new byte[SECTOR_SIZE];
        bytes[0] = (byte) sector;
        bytes[1] = (byte) (sector >> 8);
        bytes[2] = (byte) device;
        return bytes;
    }

    /** What that sector begins with. */
    int mark(long sector) {
        byte[] bytes = test.medium().sector(sector);
        return (bytes[0] & 0xFF) | (bytes[1] & 0xFF) << 8;
    }

    /** The sectors that were ever written. */
    Set<Long> written() {
        return test.medium().written().keySet();
    }

    /** Shows no completion until {@link #finish}. */
    void hold() {
        test.hold().holdAnswers();
    }

    /** Shows what was held back, the newest first, and whatever comes. */
    void finishInReverse() {
        newestFirst.set(true);
        finish();
    }

    /** Shows what was held back, and whatever comes. */
    public void finish() {
        test.hold().letAllGo();
    }

    /** Shows so many of those held back. */
    void finish(int count) {
        test.hold().letGo(count);
    }

    /** Lets the queue have room for so many transfers only. */
    void limit(int transfers) {
        room = transfers;
    }

    /** Fails whatever touches that sector. */
    void fail(long sector) {
        test.faults().failSectors(sector, 1);
    }

    /** Fails each flush. */
    void failFlushes() {
        test.faults().fail(DiskOperation.FLUSH);
    }

    /** Makes the driver throw. */
    public void burn() {
        onFire = true;
    }

    @Override
    public boolean submit(DiskTransfer transfer, int cookie) {
        if (onFire) {
            throw new IllegalStateException("the device is on fire");
        }
        if (test.hold().waiting() >= room) {
            return false;
        }
        asked.add(new Asked(transfer.operation(), transfer.sector(), transfer.sectors()));
        return super.submit(transfer, cookie);
    }

    /** {@inheritDoc} Its owner stays the same. */
    @Override
    public Disk reset() {
        return this;
    }

    @Override
    protected Disk around(Disk next) {
        throw new UnsupportedOperationException("it has one owner");
    }
}
