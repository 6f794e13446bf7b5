package io.nodev.plugin.generate;

import io.nodev.common.disk.Disk;
import java.util.SplittableRandom;

/**
 * Transfers of one size at random places of a disk, each aligned to its size, and what they are for a ring: the longest request
 * has 11 pages, so 64 KiB are two requests, one after the other.
 */
final class BlockShape {
    /** Sectors of the disk: 32 MiB. */
    static final int DISK_SECTORS = 1 << 16;

    private static final int SECTORS_PER_KIB = 1_024 / Disk.SECTOR_SIZE;
    private static final int LONGEST = 64;

    private final SplittableRandom random = new SplittableRandom(1);
    private final int transfer;
    private final int requests;
    private final int sectors;
    private final int depth;
    private final byte[] bytes;
    private long next;

    /**
     * @param kib KiB of a transfer
     * @param transfers how many at a time
     */
    BlockShape(int kib, int transfers) {
        this.transfer = kib * SECTORS_PER_KIB;
        this.requests = (transfer + LONGEST - 1) / LONGEST;
        this.sectors = transfer / requests;
        this.depth = transfers * requests;
        this.bytes = new byte[sectors * Disk.SECTOR_SIZE];
    }

    /** Requests of a transfer. */
    int requests() {
        return requests;
    }

    /** Sectors of a request. */
    int sectors() {
        return sectors;
    }

    /** Requests at a time. */
    int depth() {
        return depth;
    }

    /** What the guest writes, and reads into. */
    byte[] bytes() {
        return bytes;
    }

    /** The first sector of the next request. */
    long nextSector() {
        if (next % transfer == 0) {
            next = (long) random.nextInt(DISK_SECTORS / transfer) * transfer;
        }
        long sector = next;
        next += sectors;
        return sector;
    }
}
