package io.nodev.tck.disk;

import io.nodev.common.disk.Disk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a test has written to a disk of zeros, and how much of it must outlive a crash: of each sector the newest version whose
 * write was completed before a flush was put that is completed, or a version put later. No two writes of one sector may be
 * under way at once. Any thread.
 */
public final class FlushedWrites {
    private static final class History {
        private final List<byte[]> versions = new ArrayList<>(List.of(new byte[Disk.SECTOR_SIZE]));
        private int completed;
        private int flushed;
    }

    /** What one flush covers; for {@link #flushed}. */
    public static final class Flush {
        private final Map<Long, Integer> covered = new TreeMap<>();

        private Flush() {}
    }

    private final Map<Long, History> histories = new TreeMap<>();

    /** Nothing written yet. */
    public FlushedWrites() {}

    /** A write is about to be put: from now on a crash may leave it. */
    public synchronized void put(long sector, byte[] bytes) {
        for (int i = 0; i < bytes.length / Disk.SECTOR_SIZE; i++) {
            byte[] version = Arrays.copyOfRange(bytes, i * Disk.SECTOR_SIZE, (i + 1) * Disk.SECTOR_SIZE);
            histories.computeIfAbsent(sector + i, s -> new History()).versions.add(version);
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
    public synchronized List<Long> lostIn(byte[] image) {
        List<Long> lost = new ArrayList<>();
        histories.forEach((sector, history) -> {
            if (!isAllowed(image, (int) (sector * Disk.SECTOR_SIZE), history)) {
                lost.add(sector);
            }
        });
        return lost;
    }

    private static boolean isAllowed(byte[] image, int at, History history) {
        for (int i = history.flushed; i < history.versions.size(); i++) {
            if (Arrays.equals(image, at, at + Disk.SECTOR_SIZE, history.versions.get(i), 0, Disk.SECTOR_SIZE)) {
                return true;
            }
        }
        return false;
    }
}
