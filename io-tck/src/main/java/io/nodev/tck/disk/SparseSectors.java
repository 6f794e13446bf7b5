package io.nodev.tck.disk;

import io.nodev.common.disk.Disk;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** Sectors without end, of which only those are kept that were written. One thread at a time. */
final class SparseSectors {
    private final LongFunction<byte[]> original;
    private final Map<Long, byte[]> written;

    /**
     * Nothing written yet.
     *
     * @param original what a sector is like until it is written
     */
    SparseSectors(LongFunction<byte[]> original) {
        this(original, Map.of());
    }

    private SparseSectors(LongFunction<byte[]> original, Map<Long, byte[]> written) {
        this.original = original;
        this.written = new TreeMap<>(written);
    }

    /** The same sectors, from now on apart. */
    SparseSectors copy() {
        return new SparseSectors(original, written);
    }

    /** A sector, not to be changed. */
    byte[] sector(long sector) {
        byte[] found = written.get(sector);
        return found == null ? original.apply(sector) : found;
    }

    void write(long position, byte[] from, int at, int length) {
        int done = 0;
        while (done < length) {
            int inSector = (int) ((position + done) % Disk.SECTOR_SIZE);
            int piece = Math.min(length - done, Disk.SECTOR_SIZE - inSector);
            long sector = (position + done) / Disk.SECTOR_SIZE;
            byte[] changed = sector(sector).clone();
            System.arraycopy(from, at + done, changed, inSector, piece);
            written.put(sector, changed);
            done += piece;
        }
    }

    void read(long position, byte[] into) {
        int done = 0;
        while (done < into.length) {
            int inSector = (int) ((position + done) % Disk.SECTOR_SIZE);
            int piece = Math.min(into.length - done, Disk.SECTOR_SIZE - inSector);
            System.arraycopy(sector((position + done) / Disk.SECTOR_SIZE), inSector, into, done, piece);
            done += piece;
        }
    }

    /** The sectors that were written, by their numbers; equal to another time's if nothing has changed. */
    Map<Long, ByteBuffer> written() {
        Map<Long, ByteBuffer> all = new TreeMap<>();
        written.forEach(
                (sector, bytes) -> all.put(sector, ByteBuffer.wrap(bytes).asReadOnlyBuffer()));
        return all;
    }
}
