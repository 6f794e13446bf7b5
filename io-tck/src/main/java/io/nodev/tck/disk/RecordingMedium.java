package io.nodev.tck.disk;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.Medium;
import io.nodev.hypervisor.memory.Memory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;

/**
 * A medium in memory that knows what a crash may leave of it: everything written before the last force, and of each later write
 * any of its pieces, in any order. No two sectors are alike at first, and all of them are forced; only what is written takes up
 * room. Any thread.
 */
public final class RecordingMedium implements Medium {
    private record Write(long position, byte[] bytes) {}

    private final long size;
    private final int pieceSize;
    private final List<Write> unforced = new ArrayList<>();
    private final SparseSectors current;
    private SparseSectors forced;
    private Runnable afterEachEvent = () -> {};
    private long writes;
    private long forces;

    /** A medium of which a crash keeps or loses whole sectors. */
    public RecordingMedium(long sectors) {
        this(sectors, Disk.SECTOR_SIZE);
    }

    /**
     * A medium.
     *
     * @param pieceSize bytes that a crash keeps or loses together, 1 or more
     */
    public RecordingMedium(long sectors, int pieceSize) {
        this(sectors, pieceSize, RecordingMedium::original);
    }

    /**
     * A medium.
     *
     * @param pieceSize bytes that a crash keeps or loses together, 1 or more
     * @param original what a sector is like until it is written
     */
    public RecordingMedium(long sectors, int pieceSize, LongFunction<byte[]> original) {
        this.size = Math.multiplyExact(sectors, Disk.SECTOR_SIZE);
        this.pieceSize = pieceSize;
        this.current = new SparseSectors(original);
        this.forced = current.copy();
    }

    /** What a sector of such a medium is like until it is written. */
    public static byte[] original(long sector) {
        return pattern(1, sector);
    }

    /** Bytes of which no two sectors are alike. */
    public static byte[] pattern(int sectors, long seed) {
        byte[] pattern = new byte[sectors * Disk.SECTOR_SIZE];
        new Random(seed).nextBytes(pattern);
        return pattern;
    }

    /** Sets what is called after each write and each force, by the thread that did it: a crash may come there. */
    public synchronized void afterEachEvent(Runnable observer) {
        afterEachEvent = observer;
    }

    /** Writes so far. */
    public synchronized long writes() {
        return writes;
    }

    /** Forces so far. */
    public synchronized long forces() {
        return forces;
    }

    /** What reading a sector would bring. */
    public synchronized byte[] sector(long sector) {
        return current.sector(sector).clone();
    }

    /** The sectors that were written, by their numbers; equal to what it was before if nothing has changed since. */
    public synchronized Map<Long, ByteBuffer> written() {
        return current.written();
    }

    /** Of those, what would be left if it crashed now and nothing but what was forced had reached it. */
    public synchronized Map<Long, ByteBuffer> forced() {
        return forced.written();
    }

    /** One of the images that a crash at this moment may leave, sector by sector. */
    public synchronized LongFunction<byte[]> crashImage(Random random) {
        SparseSectors image = forced.copy();
        List<Write> order = new ArrayList<>(unforced);
        Collections.shuffle(order, random);
        int mercy = random.nextInt(5);
        for (Write write : order) {
            keepSome(write, image, mercy, random);
        }
        return image::sector;
    }

    /* Mercy 0 loses everything, 4 keeps everything: the extremes are crashes, too. */
    private void keepSome(Write write, SparseSectors image, int mercy, Random random) {
        int length = write.bytes.length;
        for (int at = 0; at < length; at += pieceSize) {
            if (random.nextInt(4) < mercy) {
                image.write(write.position + at, write.bytes, at, Math.min(pieceSize, length - at));
            }
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public synchronized void read(long position, Memory into, int address, int length) {
        byte[] bytes = new byte[length];
        current.read(position, bytes);
        into.write(address, bytes, 0, length);
    }

    @Override
    public void write(long position, Memory from, int address, int length) {
        Write write = new Write(position, new byte[length]);
        from.read(address, write.bytes, 0, length);
        Runnable observer;
        synchronized (this) {
            current.write(position, write.bytes, 0, length);
            unforced.add(write);
            writes++;
            observer = afterEachEvent;
        }
        observer.run();
    }

    @Override
    public void force() {
        Runnable observer;
        synchronized (this) {
            forced = current.copy();
            unforced.clear();
            forces++;
            observer = afterEachEvent;
        }
        observer.run();
    }

    @Override
    public void close() {
        // the test still wants to see what it holds
    }
}
