package io.nodev.tck.disk;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.DriveSpec;
import io.nodev.common.disk.Medium;
import io.nodev.common.disk.QueuedDisk;
import java.util.function.IntUnaryOperator;
import java.util.function.LongFunction;

/**
 * A disk of a machine under test, in the place of the one that the machine was described with: what a crash may leave of its
 * medium is known, it fails where a test says so, and its completions are kept back for as long as a test wants.
 */
public final class DiskUnderTest {
    /** Bytes that a crash keeps or loses together: a write may be torn within a sector. */
    public static final int PIECE_SIZE = 128;

    private static final long SEED = 20041119;

    private final DriveSpec drive;
    private final RecordingMedium medium;
    private final FaultyMedium faults;
    private final DiskHold hold;
    private Disk disk;

    /** A disk that completes its transfers out of order. */
    public DiskUnderTest(DriveSpec drive, long sectors) {
        this(drive, new RecordingMedium(sectors, PIECE_SIZE), new DiskHold(SEED));
    }

    /**
     * A disk that completes its transfers in an order of the test's.
     *
     * @param next of so many transfers that wait, which is the next
     * @param original what a sector is like until it is written
     */
    public DiskUnderTest(DriveSpec drive, long sectors, IntUnaryOperator next, LongFunction<byte[]> original) {
        this(drive, new RecordingMedium(sectors, PIECE_SIZE, original), new DiskHold(next));
    }

    private DiskUnderTest(DriveSpec drive, RecordingMedium medium, DiskHold hold) {
        this(drive, medium, medium, hold);
    }

    /**
     * A disk on another medium.
     *
     * @param under what is under the disk, over {@code medium} or in its place
     */
    public DiskUnderTest(DriveSpec drive, RecordingMedium medium, Medium under, DiskHold hold) {
        this.drive = drive;
        this.medium = medium;
        this.faults = new FaultyMedium(under);
        this.hold = hold;
        this.disk = hold.around(new QueuedDisk(drive, faults));
    }

    /** What kind of drive it is. */
    public DriveSpec drive() {
        return drive;
    }

    /** The disk as the next machine has it. */
    public Disk next() {
        disk = disk.reset();
        return disk;
    }

    /** What is on it. */
    public RecordingMedium medium() {
        return medium;
    }

    /** Where it fails. */
    public FaultyMedium faults() {
        return faults;
    }

    /** What keeps its completions back. */
    public DiskHold hold() {
        return hold;
    }
}
