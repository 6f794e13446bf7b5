package io.nodev.devdomain.blkback;

import io.nodev.devdomain.layout.BlkRingLayout;
import io.nodev.hypervisor.memory.Memory;

/** One request, copied from its slot once. Reused; its fields are what the frontend wrote, until checked. */
final class BlkRequest {
    private static final long LOW = 0xFFFF_FFFFL;

    private final int[] segments = new int[BlkRingLayout.MAX_SEGMENTS];
    private int operation;
    private int segmentCount;
    private int device;
    private int id;
    private long sector;

    void copyFrom(Memory memory, int slot) {
        int head = memory.getInt(slot + BlkRingLayout.REQUEST_OPERATION);
        operation = head & 0xFF;
        segmentCount = head >>> Byte.SIZE & 0xFF;
        device = head >>> Short.SIZE;
        id = memory.getInt(slot + BlkRingLayout.REQUEST_ID);
        sector = memory.getInt(slot + BlkRingLayout.REQUEST_SECTOR) & LOW
                | (long) memory.getInt(slot + BlkRingLayout.REQUEST_SECTOR + Integer.BYTES) << Integer.SIZE;
        for (int i = 0; i < Math.min(segmentCount, segments.length); i++) {
            segments[i] = memory.getInt(slot + BlkRingLayout.REQUEST_FIRST_SEGMENT + i * Integer.BYTES);
        }
    }

    /** Checks the number of segments of a read or write, then each of them; returns what is wrong, or null. */
    BlockViolation violation() {
        if (segmentCount == 0 || segmentCount > BlkRingLayout.MAX_SEGMENTS) {
            return BlockViolation.BAD_SEGMENTS;
        }
        for (int i = 0; i < segmentCount; i++) {
            if (sectors(i) < 1) {
                return BlockViolation.BAD_SECTORS;
            }
        }
        return null;
    }

    /** Whether it is a probe's: one segment of a whole page. */
    boolean isWholePage() {
        return segmentCount == 1 && sectors(0) == BlkRingLayout.SECTORS_PER_PAGE;
    }

    int operation() {
        return operation;
    }

    int segments() {
        return segmentCount;
    }

    int device() {
        return device;
    }

    int id() {
        return id;
    }

    long sector() {
        return sector;
    }

    int reference(int segment) {
        return BlkRingLayout.reference(segments[segment]);
    }

    int firstSector(int segment) {
        return BlkRingLayout.firstSector(segments[segment]);
    }

    /** Sectors of a segment; less than 1 for one that ends before it begins. */
    int sectors(int segment) {
        return BlkRingLayout.lastSector(segments[segment]) - firstSector(segment) + 1;
    }
}
