package io.nodev.legacy.vbd;

import io.nodev.common.disk.Disk;

/** What a request becomes for the disks: at most two pieces for each of its segments. Filled anew for each request. */
final class Pieces {
    /** The most pieces of a request. */
    static final int MAX = 2 * BlockRingLayout.MAX_SEGMENTS;

    static final int SECTOR_SIZE = Disk.SECTOR_SIZE;

    private final int[] devices = new int[MAX];
    private final long[] firsts = new long[MAX];
    private final int[] counts = new int[MAX];
    private final int[] addresses = new int[MAX];
    private int size;

    void clear() {
        size = 0;
    }

    void add(int device, long first, int count, int address) {
        devices[size] = device;
        firsts[size] = first;
        counts[size] = count;
        addresses[size] = address;
        size++;
    }

    int size() {
        return size;
    }

    /** Number of the disk. */
    int device(int piece) {
        return devices[piece];
    }

    /** First sector of the disk; any 64 bits. */
    long first(int piece) {
        return firsts[piece];
    }

    /** Sectors, 1 to 511. */
    int count(int piece) {
        return counts[piece];
    }

    /** Machine address of the bytes. */
    int address(int piece) {
        return addresses[piece];
    }
}
