package io.nodev.legacy.vbd;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.DiskEvents;
import io.nodev.common.disk.DiskOperation;
import io.nodev.common.disk.DiskStats;
import io.nodev.common.disk.DiskTransfer;
import io.nodev.common.disk.DiskType;
import io.nodev.common.disk.MemoryDisk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A disk of a test: each sector begins with its number, completions can be held back, and what was asked for is remembered. */
public final class TestDisk implements Disk {
    record Asked(DiskOperation operation, long sector, int sectors) {}

    private record Done(int cookie, boolean good) {}

    final List<Asked> asked = new ArrayList<>();
    final byte[] content;
    private final Disk drive;
    private final DiskType type;
    private final List<Done> done = new ArrayList<>();
    private Runnable interrupt = () -> {};
    private boolean held;
    private int released;
    private int room = Integer.MAX_VALUE;
    private long badSector = -1;
    private boolean onFire;

    /** A disk with that number and capacity. */
    public TestDisk(String name, int device, int sectors) {
        this(name, device, sectors, DiskType.DISK);
    }

    TestDisk(String name, int device, int sectors, DiskType type) {
        this.drive = MemoryDisk.of(name, device, sectors);
        this.type = type;
        this.content = new byte[sectors * SECTOR_SIZE];
        for (int sector = 0; sector < sectors; sector++) {
            content[sector * SECTOR_SIZE] = (byte) sector;
            content[sector * SECTOR_SIZE + 1] = (byte) (sector >> 8);
            content[sector * SECTOR_SIZE + 2] = (byte) device;
        }
    }

    /** What that sector begins with. */
    int mark(long sector) {
        int at = (int) sector * SECTOR_SIZE;
        return (content[at] & 0xFF) | (content[at + 1] & 0xFF) << 8;
    }

    /** Shows no completion until {@link #finish}. */
    void hold() {
        held = true;
    }

    /** Shows what was held back, the newest first, and whatever comes. */
    void finishInReverse() {
        Collections.reverse(done);
        finish();
    }

    /** Shows what was held back, and whatever comes. */
    public void finish() {
        held = false;
        released = 0;
        interrupt.run();
    }

    /** Shows so many of those held back. */
    void finish(int count) {
        released = count;
        interrupt.run();
    }

    int waiting() {
        return done.size();
    }

    /** Lets the queue have room for so many transfers only. */
    void limit(int transfers) {
        room = transfers;
    }

    /** Fails whatever touches that sector, and each flush if it is -2. */
    void fail(long sector) {
        badSector = sector;
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
        if (done.size() >= room) {
            return false;
        }
        asked.add(new Asked(transfer.operation(), transfer.sector(), transfer.sectors()));
        boolean good = transfer.operation() == DiskOperation.FLUSH
                ? badSector != -2
                : badSector < transfer.sector() || badSector >= transfer.sector() + transfer.sectors();
        int at = (int) transfer.sector() * SECTOR_SIZE;
        if (good && transfer.operation() == DiskOperation.READ) {
            transfer.memory().write(transfer.address(), content, at, transfer.bytes());
        } else if (good && transfer.operation() == DiskOperation.WRITE) {
            transfer.memory().read(transfer.address(), content, at, transfer.bytes());
        }
        done.add(new Done(cookie, good));
        if (!held) {
            interrupt.run();
        }
        return true;
    }

    @Override
    public int poll(DiskEvents events, int budget) {
        int shown = 0;
        while ((!held || released > 0) && shown < budget && !done.isEmpty()) {
            released--;
            Done next = done.remove(0);
            events.completed(next.cookie(), next.good());
            shown++;
        }
        return shown;
    }

    @Override
    public void setInterrupt(Runnable handler) {
        interrupt = handler;
    }

    @Override
    public String name() {
        return drive.name();
    }

    @Override
    public int device() {
        return drive.device();
    }

    @Override
    public DiskType type() {
        return type;
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    public long sectors() {
        return drive.sectors();
    }

    @Override
    public DiskStats stats() {
        return drive.stats();
    }

    @Override
    public Disk reset() {
        return this;
    }

    @Override
    public void close() {
        drive.close();
    }
}
