package io.nodev.tck.disk;

import io.nodev.common.disk.Disk;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/**
 * What a test keeps a disk's transfers back with. While nothing is held, they are completed as soon as the disk is polled, but
 * in an order of the test's; while it holds, they wait to be let go. A transfer is done when it is completed, not before,
 * unless only answers are held. It stays with the disk when that is reset: what the former owner had submitted is forgotten then. Told from any thread.
 */
public final class DiskHold {
    private static final int DEEP = 1_024;

    private final IntUnaryOperator next;
    private final int depth;
    private boolean holding;
    private boolean doing;
    private int released;
    private HoldingDisk disk;

    /** Holds nothing back yet; the order is one of this seed's. */
    public DiskHold(long seed) {
        this(seed, DEEP);
    }

    /**
     * Holds nothing back yet; the order is one of this seed's.
     *
     * @param depth how many transfers the disk takes before it completes one; 1,024 unless said otherwise
     */
    public DiskHold(long seed, int depth) {
        this(new Random(seed)::nextInt, depth);
    }

    /**
     * Holds nothing back yet.
     *
     * @param next of so many transfers that wait, which is the next, from 0 on, the oldest
     */
    public DiskHold(IntUnaryOperator next) {
        this(next, DEEP);
    }

    private DiskHold(IntUnaryOperator next, int depth) {
        this.next = next;
        this.depth = depth;
    }

    int depth() {
        return depth;
    }

    /** The disk with its transfers under this; called once. */
    public Disk around(Disk other) {
        return attach(new HoldingDisk(other, this));
    }

    synchronized Disk attach(HoldingDisk next) {
        disk = next;
        released = 0;
        return next;
    }

    /** Keeps back what was not completed yet, and what is submitted from now on. */
    public synchronized void hold() {
        holding = true;
        doing = false;
        released = 0;
    }

    /** As {@link #hold}, but what is submitted from now on is done at once: only that it was done is kept back. */
    public synchronized void holdAnswers() {
        holding = true;
        doing = true;
        released = 0;
    }

    /** How many transfers wait. */
    public int waiting() {
        return current().waiting();
    }

    /** Lets so many go. */
    public void letGo(int transfers) {
        synchronized (this) {
            released += transfers;
        }
        current().callIfArmed();
    }

    /** Holds nothing back any more. */
    public void letAllGo() {
        synchronized (this) {
            holding = false;
            doing = false;
        }
        current().callIfArmed();
    }

    private synchronized HoldingDisk current() {
        return disk;
    }

    synchronized boolean isCurrent(HoldingDisk asking) {
        return asking == disk;
    }

    synchronized boolean doesAtOnce() {
        return doing;
    }

    synchronized boolean mayGo() {
        return !holding || released > 0;
    }

    /** Chooses one of {@code waiting} transfers, which may go; -1 if none may. */
    synchronized int choose(int waiting) {
        if (waiting == 0 || !mayGo()) {
            return -1;
        }
        if (holding) {
            released--;
        }
        return next.applyAsInt(waiting);
    }
}
