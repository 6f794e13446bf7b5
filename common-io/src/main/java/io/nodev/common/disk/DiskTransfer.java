package io.nodev.common.disk;

import io.nodev.hypervisor.memory.Memory;

/**
 * One piece of work for a disk, filled in anew for each {@link Disk#submit}, so that none has to be made on the way. One
 * thread.
 */
public final class DiskTransfer {
    private DiskOperation operation = DiskOperation.FLUSH;
    private long sector;
    private int sectors;
    private Memory memory;
    private int address;

    /** A flush. */
    public DiskTransfer() {}

    /** Makes this a flush. */
    public DiskTransfer flush() {
        operation = DiskOperation.FLUSH;
        sector = 0;
        sectors = 0;
        memory = null;
        address = 0;
        return this;
    }

    /**
     * Makes this a read or a write.
     *
     * @param sector first sector of the disk
     * @param sectors 1 or more
     */
    public DiskTransfer of(DiskOperation operation, long sector, int sectors) {
        this.operation = operation;
        this.sector = sector;
        this.sectors = sectors;
        return this;
    }

    /** Sets where the bytes come from or go to; they adjoin in that view of memory. */
    public DiskTransfer at(Memory memory, int address) {
        this.memory = memory;
        this.address = address;
        return this;
    }

    /** What is asked for. */
    public DiskOperation operation() {
        return operation;
    }

    /** The first sector; 0 for a flush. */
    public long sector() {
        return sector;
    }

    /** How many sectors; 0 for a flush. */
    public int sectors() {
        return sectors;
    }

    /** The bytes that those are. */
    public int bytes() {
        return sectors * Disk.SECTOR_SIZE;
    }

    /** The view of memory that {@link #address} is in; null for a flush. */
    public Memory memory() {
        return memory;
    }

    /** Where the bytes come from or go to. */
    public int address() {
        return address;
    }
}
