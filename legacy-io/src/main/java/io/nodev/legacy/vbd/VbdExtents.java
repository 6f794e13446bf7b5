package io.nodev.legacy.vbd;

import io.nodev.common.disk.Extent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The extents of a VBD in order. Nothing says that they exist on their disks: numbers are any 16 and 64 bits, as in 2004, and
 * what lies outside a disk fails when it is used. Immutable.
 */
final class VbdExtents {
    static final VbdExtents NONE = new VbdExtents(new int[0], new long[0], new long[0]);

    private final int[] devices;
    private final long[] starts;
    private final long[] sectors;
    private final long capacity;

    private VbdExtents(int[] devices, long[] starts, long[] sectors) {
        this.devices = devices;
        this.starts = starts;
        this.sectors = sectors;
        this.capacity = Arrays.stream(sectors).sum();
    }

    static VbdExtents of(List<Extent> extents) {
        VbdExtents all = empty(extents.size());
        for (int i = 0; i < extents.size(); i++) {
            Extent extent = extents.get(i);
            all.set(i, extent.device(), extent.start(), extent.sectors());
        }
        return new VbdExtents(all.devices, all.starts, all.sectors);
    }

    /** Room for extents, to be filled by {@link #set} before anybody else sees it and then {@link #sealed}. */
    static VbdExtents empty(int count) {
        return new VbdExtents(new int[count], new long[count], new long[count]);
    }

    void set(int index, int device, long start, long count) {
        devices[index] = device;
        starts[index] = start;
        sectors[index] = count;
    }

    VbdExtents sealed() {
        return new VbdExtents(devices, starts, sectors);
    }

    List<Extent> possible() {
        return IntStream.range(0, count())
                .filter(i -> starts[i] >= 0 && sectors[i] >= 0 && starts[i] + sectors[i] >= 0)
                .mapToObj(i -> new Extent(devices[i], starts[i], sectors[i]))
                .toList();
    }

    /** These and one more. */
    VbdExtents with(int device, long start, long count) {
        VbdExtents more = resized(count() + 1);
        more.set(count(), device, start, count);
        return more.sealed();
    }

    /** These but for the last. */
    VbdExtents withoutLast() {
        return resized(count() - 1).sealed();
    }

    private VbdExtents resized(int count) {
        return new VbdExtents(
                Arrays.copyOf(devices, count), Arrays.copyOf(starts, count), Arrays.copyOf(sectors, count));
    }

    int count() {
        return devices.length;
    }

    /** The sum of their lengths, modulo 2^64. */
    long capacity() {
        return capacity;
    }

    int device(int extent) {
        return devices[extent];
    }

    long start(int extent) {
        return starts[extent];
    }

    long sectors(int extent) {
        return sectors[extent];
    }

    /**
     * Says where sectors of the VBD lie. They may cross one boundary, into the very next extent.
     *
     * @param first any 64 bits, unsigned
     * @param count 1 to 511
     * @param memory machine address of their bytes
     * @return whether they lie within the extents; if not, some pieces may have been added
     */
    boolean translate(long first, int count, int memory, Pieces into) {
        long left = first;
        for (int extent = 0; extent < devices.length; extent++) {
            if (Long.compareUnsigned(left, sectors[extent]) < 0) {
                return translateFrom(extent, left, count, memory, into);
            }
            left -= sectors[extent];
        }
        return false;
    }

    private boolean translateFrom(int extent, long offset, int count, int memory, Pieces into) {
        long room = sectors[extent] - offset;
        if (Long.compareUnsigned(count, room) <= 0) {
            into.add(devices[extent], starts[extent] + offset, count, memory);
            return true;
        }
        int head = (int) room;
        int next = extent + 1;
        if (next == devices.length || Long.compareUnsigned(sectors[next], count - head) < 0) {
            return false;
        }
        into.add(devices[extent], starts[extent] + offset, head, memory);
        into.add(devices[next], starts[next], count - head, memory + head * Pieces.SECTOR_SIZE);
        return true;
    }
}
