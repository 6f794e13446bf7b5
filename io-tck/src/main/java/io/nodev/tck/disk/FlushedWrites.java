package io.nodev.tck.disk;

import io.nodev.common.disk.Disk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * What a test has written to a disk, and how much of it must outlive a crash: of each piece of a sector the newest version whose
 * write was completed before a flush was put that is completed, or a version put later. No two writes of one sector may be
 * under way at once. Any thread.
 */
public final class FlushedWrites {
    private static final class History {
        private final List<byte[]> versions = new ArrayList<>();
        private int completed;
        private int flushed;

        private History(byte[] original) {
            versions.add(original);
        }
    }

    /** What one flush covers; for {@link #flushed}. */
    public static final class Flush {
        private final Map<Long, Integer> covered = new TreeMap<>();

        private Flush() {}
    }

    private final Map<Long, History> histories = new TreeMap<>();
    private final LongFunction<byte[]> original;
    private final int pieceSize;

    /**
     * Nothing written yet, to a disk that keeps or loses whole sectors.
     *
     * @param original the sectors as they are at first
     */
    public FlushedWrites(LongFunction<byte[]> original) {
        this(original, Disk.SECTOR_SIZE);
    }

    /**
     * Nothing written yet.
     *
     * @param original the sectors as they are at first
     * @param pieceSize bytes that the disk keeps or loses together, a divisor of a sector's
     */
    public FlushedWrites(LongFunction<byte[]> original, int pieceSize) {
        this.original = original;
        this.pieceSize = pieceSize;
    }

    /** A write is about to be put: from now on a crash may leave it. */
    public synchronized void put(long sector, byte[] bytes) {
        for (int i = 0; i < bytes.length / Disk.SECTOR_SIZE; i++) {
            byte[] version = Arrays.copyOfRange(bytes, i * Disk.SECTOR_SIZE, (i + 1) * Disk.SECTOR_SIZE);
            histories
                    .computeIfAbsent(sector + i, s -> new History(original.apply(s)))
                    .versions
                    .add(version);
        }
    }

    /** The last write of these sectors is completed as good. */
    public synchronized void completed(long sector, int sectors) {
        for (int i = 0; i < sectors; i++) {
            History history = histories.get(sector + i);
            history.completed = history.versions.size() - 1;
        }
    }

    /** A flush is about to be put. */
    public synchronized Flush flush() {
        Flush flush = new Flush();
        histories.forEach((sector, history) -> flush.covered.put(sector, history.completed));
        return flush;
    }

    /** A flush is completed as good: what it covers must outlive every later crash. */
    public synchronized void flushed(Flush flush) {
        flush.covered.forEach((sector, version) -> {
            History history = histories.get(sector);
            history.flushed = Math.max(history.flushed, version);
        });
    }

    /** The sectors of an image that are not as they must be: lost, or something that was never written there. */
    public synchronized List<Long> lostIn(LongFunction<byte[]> image) {
        List<Long> lost = new ArrayList<>();
        histories.forEach((sector, history) -> {
            if (!isAllowed(image.apply(sector), history)) {
                lost.add(sector);
            }
        });
        return lost;
    }

    private boolean isAllowed(byte[] found, History history) {
        for (int at = 0; at < Disk.SECTOR_SIZE; at += pieceSize) {
            if (!isAllowed(found, at, history)) {
                return false;
            }
        }
        return true;
    }

    private boolean isAllowed(byte[] found, int at, History history) {
        int end = at + pieceSize;
        for (int i = history.flushed; i < history.versions.size(); i++) {
            if (Arrays.equals(found, at, end, history.versions.get(i), at, end)) {
                return true;
            }
        }
        return false;
    }
}
