package io.nodev.devdomain.blkback;

import io.nodev.common.disk.Disk;
import io.nodev.hypervisor.memory.MachineMemory;

/**
 * The pieces of a request, each within one extent and one page, and the transfers that they make once it is known where the
 * pages are: pieces that adjoin on their disk and in memory are one. Reused.
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

    /** Adds a piece, at a place among the request's segments; returns {@code false} if there are as many as there may be. */
    boolean add(DiskPort disk, long start, int count, int place) {
        if (pieces == MAX) {
            return false;
        }
        set(pieces++, disk, start, count, place);
        return true;
    }

    /** The place of a sector of a segment's page. */
    static int place(int segment, int sector) {
        return segment << MachineMemory.PAGE_SHIFT | sector * Disk.SECTOR_SIZE;
    }

    /** Makes transfers of the pieces. */
    void settle(int[] pages) {
        for (int piece = 0; piece < pieces; piece++) {
            int place = addresses[piece];
            int address = pages[place >>> MachineMemory.PAGE_SHIFT] + MachineMemory.offset(place);
            int last = transfers - 1;
            if (last >= 0 && adjoins(last, disks[piece], starts[piece], address)) {
                counts[last] += counts[piece];
            } else {
                set(transfers++, disks[piece], starts[piece], counts[piece], address);
            }
        }
    }

    private void set(int index, DiskPort disk, long start, int count, int address) {
        disks[index] = disk;
        starts[index] = start;
        counts[index] = count;
        addresses[index] = address;
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
