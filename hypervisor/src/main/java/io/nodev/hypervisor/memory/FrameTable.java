package io.nodev.hypervisor.memory;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Who owns each machine frame, and how many uses it has. Safe from any thread, without locks.
 *
 * <p>Pages are conserved: a frame is free, the hypervisor's, or one domain's; an exchange moves one frame each way. A
 * frame whose last reference goes becomes free, and a free frame is zeroed before anyone gets it again.
 */
public final class FrameTable {
    /** The owner that stands for the hypervisor itself. */
    public static final int HYPERVISOR = 0xFFFE;

    /** The owner that stands for nobody: the frame is free. */
    public static final int FREE = 0xFFFF;

    /** The answer of {@link #allocate} when no frame is free. */
    public static final int NONE = -1;

    private final MachineMemory memory;
    private final AtomicLongArray states;
    private final AtomicIntegerArray nextFree;
    private final AtomicIntegerArray owned = new AtomicIntegerArray(FREE + 1);

    /** Top of the stack of free frames in the low half, a change counter against reuse in the high half. */
    private final AtomicLong freeTop = new AtomicLong(0xFFFF_FFFFL);

    /** A table for all frames of {@code memory}, every one free; the lowest is handed out first. */
    public FrameTable(MachineMemory memory) {
        this.memory = memory;
        this.states = new AtomicLongArray(memory.frames());
        this.nextFree = new AtomicIntegerArray(memory.frames());
        for (int frame = memory.frames() - 1; frame >= 0; frame--) {
            states.setPlain(frame, FrameState.of(FREE, 0));
            pushFree(frame);
        }
        owned.set(FREE, memory.frames());
    }

    /** Frames owned by a domain, by {@link #HYPERVISOR} or by nobody ({@link #FREE}). */
    public int owned(int owner) {
        return owned.get(owner);
    }

    /** The owner of a frame; {@link #FREE} for a number outside the machine. */
    public int owner(int frame) {
        return exists(frame) ? FrameState.owner(states.get(frame)) : FREE;
    }

    /** References to a frame: one for being allocated, one for each mapping and each use in flight. */
    public int references(int frame) {
        return FrameState.references(states.get(frame));
    }

    /** Whether the machine has a frame of that number. */
    public boolean exists(int frame) {
        return frame >= 0 && frame < states.length();
    }

    /**
     * Takes a free frame, zeroed, with its allocation reference.
     *
     * @return the frame, or {@link #NONE} when none is free
     */
    public int allocate(int owner) {
        int frame = popFree();
        if (frame != NONE) {
            memory.zero(MachineMemory.address(frame), MachineMemory.PAGE_SIZE);
            states.set(frame, FrameState.of(owner, 1));
            moveCount(FREE, owner);
        }
        return frame;
    }

    /** Marks an owned frame as one that must not change hands. */
    public void pin(int frame) {
        states.getAndUpdate(frame, FrameState::pinned);
    }

    /**
     * Takes one reference if {@code owner} owns the frame.
     *
     * @return whether the reference was taken; never for a frame outside the machine
     */
    public boolean acquire(int frame, int owner) {
        if (!exists(frame)) {
            return false;
        }
        long state = states.get(frame);
        while (FrameState.owner(state) == owner
                && FrameState.references(state) > 0
                && FrameState.references(state) < FrameState.MAX_COUNT) {
            if (states.compareAndSet(frame, state, state + FrameState.ONE_REFERENCE)) {
                return true;
            }
            state = states.get(frame);
        }
        return false;
    }

    /**
     * Takes one reference and one writable use if {@code owner} owns the frame and it is no page table.
     *
     * @return whether they were taken
     */
    public boolean acquireWritable(int frame, int owner) {
        return acquireTyped(frame, owner, FrameState.TYPE_WRITABLE);
    }

    /** As {@link #acquireWritable}, for use as a page table: never while the frame is mapped writable. */
    public boolean acquirePageTable(int frame, int owner) {
        return acquireTyped(frame, owner, FrameState.TYPE_PAGE_TABLE);
    }

    private boolean acquireTyped(int frame, int owner, int type) {
        if (!exists(frame)) {
            return false;
        }
        long state = states.get(frame);
        while (FrameState.owner(state) == owner
                && FrameState.references(state) > 0
                && FrameState.references(state) < FrameState.MAX_COUNT
                && (FrameState.type(state) == FrameState.TYPE_NONE || FrameState.type(state) == type)) {
            if (states.compareAndSet(frame, state, FrameState.withTypeUse(state, type) + FrameState.ONE_REFERENCE)) {
                return true;
            }
            state = states.get(frame);
        }
        return false;
    }

    /** Whether the frame is a page table of the domain. */
    public boolean isPageTable(int frame, int owner) {
        if (!exists(frame)) {
            return false;
        }
        long state = states.get(frame);
        return FrameState.owner(state) == owner && FrameState.type(state) == FrameState.TYPE_PAGE_TABLE;
    }

    /** Gives one reference back; the last one frees the frame. */
    public void release(int frame) {
        update(frame, false);
    }

    /** Gives back one reference together with its writable or page-table use. */
    public void releaseTyped(int frame) {
        update(frame, true);
    }

    private void update(int frame, boolean typed) {
        while (true) {
            long state = states.get(frame);
            if (FrameState.references(state) == 0 || typed && FrameState.typeCount(state) == 0) {
                throw new IllegalStateException("released more often than acquired: frame=" + frame);
            }
            long after = (typed ? FrameState.withoutTypeUse(state) : state) - FrameState.ONE_REFERENCE;
            boolean last = FrameState.references(after) == 0;
            if (states.compareAndSet(frame, state, last ? FrameState.of(FREE, 0) : after)) {
                if (last) {
                    moveCount(FrameState.owner(state), FREE);
                    pushFree(frame);
                }
                return;
            }
        }
    }

    /**
     * Gives back a dead domain's allocation reference. If others still use the frame it becomes the hypervisor's until
     * they are done, so that nobody takes it for a page of the next domain with that id; if not, it is free.
     *
     * @return whether the frame was the domain's
     */
    public boolean abandon(int frame, int owner) {
        while (true) {
            long state = states.get(frame);
            if (FrameState.owner(state) != owner) {
                return false;
            }
            boolean last = FrameState.references(state) == 1;
            if (states.compareAndSet(frame, state, last ? FrameState.of(FREE, 0) : FrameState.abandoned(state))) {
                moveCount(owner, last ? FREE : HYPERVISOR);
                if (last) {
                    pushFree(frame);
                }
                return true;
            }
        }
    }

    /**
     * Makes a dead domain's frame the hypervisor's with all its references, the one for being allocated included: so it is
     * not freed before {@link #release}.
     *
     * @return whether the frame was the domain's
     */
    public boolean setAside(int frame, int owner) {
        long state;
        do {
            state = states.get(frame);
            if (FrameState.owner(state) != owner) {
                return false;
            }
        } while (!states.compareAndSet(frame, state, FrameState.setAside(state)));
        moveCount(owner, HYPERVISOR);
        return true;
    }

    /**
     * Takes a page away from a domain that has mapped it writable exactly once and uses it nowhere else. The mapping's
     * reference goes with it: the caller has cleared, or is about to rewrite, the entry that held it. Afterwards the
     * hypervisor owns the frame with one reference.
     *
     * @return whether the frame was in exactly that state, and so was taken
     */
    public boolean detachMapped(int frame, int owner) {
        return exchangeState(
                frame, FrameState.mappedWritable(owner, 2), FrameState.of(HYPERVISOR, 1), owner, HYPERVISOR);
    }

    /** Gives a frame of the hypervisor to a domain that maps it writable once: the reverse of {@link #detachMapped}. */
    public boolean attachMapped(int frame, int owner) {
        return exchangeState(
                frame, FrameState.of(HYPERVISOR, 1), FrameState.mappedWritable(owner, 2), HYPERVISOR, owner);
    }

    /**
     * Takes a page away from a domain that maps it nowhere and uses it nowhere.
     *
     * @return whether the frame was in exactly that state, and so was taken
     */
    public boolean detachUnmapped(int frame, int owner) {
        return exchangeState(frame, FrameState.of(owner, 1), FrameState.of(HYPERVISOR, 1), owner, HYPERVISOR);
    }

    /** Gives a frame of the hypervisor to a domain, unmapped: the reverse of {@link #detachUnmapped}. */
    public boolean attachUnmapped(int frame, int owner) {
        return exchangeState(frame, FrameState.of(HYPERVISOR, 1), FrameState.of(owner, 1), HYPERVISOR, owner);
    }

    private boolean exchangeState(int frame, long expected, long state, int from, int to) {
        if (!replace(frame, expected, state)) {
            return false;
        }
        moveCount(from, to);
        return true;
    }

    private boolean replace(int frame, long expected, long state) {
        return exists(frame) && states.compareAndSet(frame, expected, state);
    }

    /**
     * Begins an exchange of two pages: takes the one that its owner, {@code other}, maps nowhere and uses nowhere. Each domain
     * gets a page for the one it gives, so both pages stay counted with those who gave them until {@link #endExchange}.
     *
     * @return whether the frame was in exactly that state, and so was taken
     */
    public boolean beginExchange(int taken, int other) {
        return replace(taken, FrameState.of(other, 1), FrameState.of(HYPERVISOR, 1));
    }

    /**
     * Goes on with an exchange: takes the second page, which its owner, {@code caller}, has mapped writable exactly once and
     * uses nowhere else, as {@link #detachMapped} does. If it cannot be taken the first page is the other domain's again.
     *
     * @return whether both pages are taken
     */
    public boolean joinExchange(int given, int caller, int taken, int other) {
        if (replace(given, FrameState.mappedWritable(caller, 2), FrameState.of(HYPERVISOR, 1))) {
            return true;
        }
        states.setRelease(taken, FrameState.of(other, 1));
        return false;
    }

    /** Ends an exchange: {@code caller} maps the page {@code taken} writable once, {@code other} owns {@code given} unmapped. */
    public void endExchange(int given, int caller, int taken, int other) {
        states.setRelease(taken, FrameState.mappedWritable(caller, 2));
        states.setRelease(given, FrameState.of(other, 1));
    }

    private void moveCount(int from, int to) {
        owned.decrementAndGet(from);
        owned.incrementAndGet(to);
    }

    private int popFree() {
        while (true) {
            long top = freeTop.get();
            int frame = (int) top;
            if (frame == NONE) {
                return NONE;
            }
            long next = changed(top) | nextFree.get(frame) & 0xFFFF_FFFFL;
            if (freeTop.compareAndSet(top, next)) {
                return frame;
            }
        }
    }

    private void pushFree(int frame) {
        long top;
        do {
            top = freeTop.get();
            nextFree.set(frame, (int) top);
        } while (!freeTop.compareAndSet(top, changed(top) | frame));
    }

    private static long changed(long top) {
        return (top & ~0xFFFF_FFFFL) + (1L << 32);
    }
}
