package io.nodev.common.driver;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bounded queue of frames, copied into slots that exist from the start: any number of threads put, one takes. Each slot
 * has a turn number. A slot whose turn equals the putting index is free for it; whoever advances that index by
 * compare-and-set owns the slot, fills it, and releases turn + 1, which the taker acquires. The taker gives the slot back by
 * releasing the turn of its next round, which a putter acquires. Indices are free-running and may wrap.
 */
final class FrameRing {
    /** Bytes of a slot: the longest frame and a check sequence. */
    static final int SLOT_LENGTH = 1_518;

    private static final VarHandle TURN = MethodHandles.arrayElementVarHandle(int[].class);

    private final int mask;
    private final byte[] bytes;
    private final int[] lengths;
    private final int[] turns;
    private final AtomicInteger putIndex;
    private int takeIndex;

    /**
     * @param slots frames it holds at most, a power of two up to 65,536
     * @throws IllegalArgumentException if {@code slots} is none
     */
    FrameRing(int slots) {
        this(slots, 0);
    }

    /** Starts with both indices at {@code start}, which shows what happens when they wrap. */
    FrameRing(int slots, int start) {
        if (Integer.bitCount(slots) != 1 || slots < 1 || slots > 65_536) {
            throw new IllegalArgumentException("a ring has a power of two of slots, 1 to 65536: slots=" + slots);
        }
        mask = slots - 1;
        bytes = new byte[slots * SLOT_LENGTH];
        lengths = new int[slots];
        turns = new int[slots];
        putIndex = new AtomicInteger(start);
        takeIndex = start;
        for (int i = 0; i < slots; i++) {
            turns[start + i & mask] = freeTurn(start + i);
        }
    }

    /** A ring of as many slots without a frame. */
    FrameRing emptyOne() {
        return new FrameRing(mask + 1);
    }

    /**
     * Copies a frame in.
     *
     * @param length at most {@link #SLOT_LENGTH}
     * @return {@code false} if the ring is full
     */
    boolean put(byte[] from, int offset, int length) {
        while (true) {
            int index = putIndex.get();
            int ahead = turn(index) - freeTurn(index);
            if (ahead == 0 && putIndex.weakCompareAndSetVolatile(index, index + 1)) {
                System.arraycopy(from, offset, bytes, (index & mask) * SLOT_LENGTH, length);
                lengths[index & mask] = length;
                TURN.setRelease(turns, index & mask, freeTurn(index) + 1);
                return true;
            }
            if (ahead < 0) {
                return false;
            }
        }
    }

    /** Whether there is no frame to take. Taker's thread only, as all below. */
    boolean isEmpty() {
        int index = takeIndex;
        return turn(index) != freeTurn(index) + 1;
    }

    /** The array the oldest frame lies in. */
    byte[] bytes() {
        return bytes;
    }

    /** Where the oldest frame starts in {@link #bytes()}; only if there is one. */
    int offset() {
        return (takeIndex & mask) * SLOT_LENGTH;
    }

    /** Bytes of the oldest frame; only if there is one. */
    int length() {
        return lengths[takeIndex & mask];
    }

    /** Gives the oldest frame's slot back. */
    void take() {
        int index = takeIndex;
        takeIndex = index + 1;
        TURN.setRelease(turns, index & mask, freeTurn(index + mask + 1));
    }

    private int turn(int index) {
        return (int) TURN.getAcquire(turns, index & mask);
    }

    /** The turn of a slot that waits for {@code index}: even, so that "filled" (odd) never looks like another's "free". */
    private static int freeTurn(int index) {
        return index << 1;
    }
}
