package io.nodev.tck.disk;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.Medium;
import io.nodev.hypervisor.memory.Memory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A medium in memory, all zeros at first, that knows what a crash may leave of it: everything written before the last force, and
 * of each later write any of its pieces, in any order. Any thread.
 */
public final class RecordingMedium implements Medium {
    private record Write(int position, byte[] bytes) {}

    private final byte[] current;
    private final byte[] forced;
    private final List<Write> unforced = new ArrayList<>();
    private final int pieceSize;
    private Runnable afterEachEvent = () -> {};
    private long writes;
    private long forces;

    /** A medium of which a crash keeps or loses whole sectors. */
    public RecordingMedium(int sectors) {
        this(sectors, Disk.SECTOR_SIZE);
    }

    /**
     * A medium.
     *
     * @param pieceSize bytes that a crash keeps or loses together, 1 or more
     */
    public RecordingMedium(int sectors, int pieceSize) {
        this.current = new byte[Math.multiplyExact(sectors, Disk.SECTOR_SIZE)];
        this.forced = current.clone();
        this.pieceSize = pieceSize;
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

    /** What it holds as long as nothing crashes. */
    public synchronized byte[] image() {
        return current.clone();
    }

    /** One of the images that a crash at this moment may leave. */
    public synchronized byte[] crashImage(Random random) {
        byte[] image = forced.clone();
        List<Write> order = new ArrayList<>(unforced);
        Collections.shuffle(order, random);
        int mercy = random.nextInt(5);
        for (Write write : order) {
            keepSome(write, image, mercy, random);
        }
        return image;
    }

    /* Mercy 0 loses everything, 4 keeps everything: the extremes are crashes, too. */
    private void keepSome(Write write, byte[] image, int mercy, Random random) {
        int length = write.bytes.length;
        for (int at = 0; at < length; at += pieceSize) {
            if (random.nextInt(4) < mercy) {
                int count = Math.min(pieceSize, length - at);
                System.arraycopy(write.bytes, at, image, write.position + at, count);
            }
        }
    }

    @Override
    public long size() {
        return current.length;
    }

    @Override
    public synchronized void read(long position, Memory into, int address, int length) {
        into.write(address, current, (int) position, length);
    }

    @Override
    public void write(long position, Memory from, int address, int length) {
        Write write = new Write((int) position, new byte[length]);
        from.read(address, write.bytes, 0, length);
        Runnable observer;
        synchronized (this) {
            System.arraycopy(write.bytes, 0, current, write.position, length);
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
            System.arraycopy(current, 0, forced, 0, current.length);
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
