package io.nodev.common.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** Reads sectors of an image file, each time into a new little-endian buffer. Not for the data path. */
final class SectorReader implements AutoCloseable {
    private final RandomAccessFile file;
    private final long sectors;

    SectorReader(Path image) throws IOException {
        file = new RandomAccessFile(image.toFile(), "r");
        sectors = file.length() / Disk.SECTOR_SIZE;
    }

    /** Whole sectors of the image. */
    long sectors() {
        return sectors;
    }

    /** Whether all of these lie in the image. */
    boolean has(long sector, long count) {
        return sector >= 0 && count >= 0 && count <= sectors && sector <= sectors - count;
    }

    /** Reads sectors that {@link #has} says are there. */
    ByteBuffer read(long sector, int count) throws IOException {
        byte[] bytes = new byte[Math.multiplyExact(count, Disk.SECTOR_SIZE)];
        file.seek(sector * Disk.SECTOR_SIZE);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The partition, if it lies in the image and holds a sector. */
    Partition checked(int number, long start, long count) throws PartitionTableException {
        if (count < 1 || !has(start, count)) {
            throw new PartitionTableException("partition " + number + " is not on the disk: start=" + start
                    + ", sectors=" + count + ", sectors of the disk=" + sectors);
        }
        return new Partition(number, start, count);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
