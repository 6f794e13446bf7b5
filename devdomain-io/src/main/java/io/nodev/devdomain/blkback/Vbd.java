package io.nodev.devdomain.blkback;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.DiskCounters;
import io.nodev.common.disk.DiskStats;
import io.nodev.common.disk.Extent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A virtual block device: extents of disks, one after the other. Changed and used on the backend's virtual CPU; number, size
 * and counters may be read from any thread.
 *
 * <p>Source of how sectors are found: linux-2.6.9-xen-sparse/drivers/xen/blkback/vbd.c at 5c70ae783d.
 */
public final class Vbd {
    private final int device;
    private final boolean readOnly;
    private final DiskCounters counters = new DiskCounters();
    private Part[] parts = {};
    private DiskPort[] disks = {};
    private volatile long sectors;

    private record Part(DiskPort disk, long start, long sectors) {}

    Vbd(int device, boolean readOnly) {
        this.device = device;
        this.readOnly = readOnly;
    }

    /** Its number. */
    public int device() {
        return device;
    }

    /** Whether the guest may not write. */
    public boolean isReadOnly() {
        return readOnly;
    }

    /** The sum of its extents. */
    public long sectors() {
        return sectors;
    }

    /** Its extents in order, as they were at some moment. From any thread. */
    public List<Extent> extents() {
        boolean isEmpty = sectors == 0;
        Part[] current = parts;
        return isEmpty
                ? List.of()
                : Arrays.stream(current)
                        .map(part -> new Extent(part.disk().disk().device(), part.start(), part.sectors()))
                        .toList();
    }

    /** Requests answered as good, by what they asked for, and as errors those refused or failed. */
    public DiskStats stats() {
        return counters;
    }

    DiskCounters counters() {
        return counters;
    }

    /**
     * Every disk that it has an extent on or had one on, once: what was written before an extent was removed is flushed too. A
     * backend that comes up again knows the present extents only. The array is never changed.
     */
    DiskPort[] disks() {
        return disks;
    }

    /** Appends an extent; returns {@code false} if there is no such range of sectors, or the sum would be too large. */
    boolean grow(DiskPort disk, long start, long length) {
        if (start < 0 || length < 0 || start + length < 0 || sectors + length < 0) {
            return false;
        }
        List<Part> more = new ArrayList<>(List.of(parts));
        more.add(new Part(disk, start, length));
        set(more);
        return true;
    }

    /** Removes the last extent; returns {@code false} if there is none. */
    boolean shrink() {
        if (parts.length == 0) {
            return false;
        }
        set(List.of(parts).subList(0, parts.length - 1));
        return true;
    }

    private void set(List<Part> extents) {
        Set<DiskPort> ever = new LinkedHashSet<>(List.of(disks));
        long sum = 0;
        for (Part part : extents) {
            ever.add(part.disk());
            sum += part.sectors();
        }
        parts = extents.toArray(Part[]::new);
        disks = ever.toArray(DiskPort[]::new);
        sectors = sum;
    }

    /**
     * Finds sectors that are next to each other here. They lie in one extent, or in two next to each other.
     *
     * @param first sector, which may be anything
     * @param count 1 or more
     * @param place where their bytes are among the request's segments
     * @param into gets one piece or two
     * @return what is wrong, or null
     */
    BlockViolation translate(long first, int count, int place, Pieces into) {
        if (first < 0) {
            return BlockViolation.OUTSIDE;
        }
        long within = first;
        int index = 0;
        while (index < parts.length && within >= parts[index].sectors()) {
            within -= parts[index++].sectors();
        }
        if (index == parts.length) {
            return BlockViolation.OUTSIDE;
        }
        Part part = parts[index];
        int here = (int) Math.min(count, part.sectors() - within);
        int there = count - here;
        if (there > 0 && (index + 1 == parts.length || parts[index + 1].sectors() < there)) {
            return BlockViolation.OUTSIDE;
        }
        boolean added = into.add(part.disk(), part.start() + within, here, place);
        if (added && there > 0) {
            Part next = parts[index + 1];
            added = into.add(next.disk(), next.start(), there, place + here * Disk.SECTOR_SIZE);
        }
        return added ? null : BlockViolation.TOO_MANY_PIECES;
    }
}
