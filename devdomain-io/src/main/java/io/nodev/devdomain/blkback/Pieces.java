package io.nodev.devdomain.blkback;

import io.nodev.common.disk.Disk;

/**
 * The pieces of a request, each within one extent and one page, and the transfers that they make: pieces that adjoin on their
 * disk and in memory are one. Reused.
 */
final class Pieces {
    /** The most pieces of a request: one for each segment, and one more. */
    static final int MAX = 12;

    private final DiskPort[] disks = new DiskPort[MAX];
    private final long[] starts = new long[MAX];
    private final int[] counts = new int[MAX];
    private final int[] addresses = new int[MAX];
    private int pieces;
    private int transfers;

    void clear() {
        pieces = 0;
        transfers = 0;
    }

    /** Adds a piece; returns {@code false} if there are as many as there may be. */
    boolean add(DiskPort disk, long start, int count, int address) {
        if (pieces == MAX) {
            return false;
        }
        pieces++;
        int last = transfers - 1;
        if (transfers > 0 && adjoins(last, disk, start, address)) {
            counts[last] += count;
            return true;
        }
        disks[transfers] = disk;
        starts[transfers] = start;
        counts[transfers] = count;
        addresses[transfers] = address;
        transfers++;
        return true;
    }

    private boolean adjoins(int last, DiskPort disk, long start, int address) {
        return disks[last] == disk
                && starts[last] + counts[last] == start
                && addresses[last] + counts[last] * Disk.SECTOR_SIZE == address;
    }

    int transfers() {
        return transfers;
    }

    DiskPort disk(int transfer) {
        return disks[transfer];
    }

    long start(int transfer) {
        return starts[transfer];
    }

    int count(int transfer) {
        return counts[transfer];
    }

    int address(int transfer) {
        return addresses[transfer];
    }
}
