package io.nodev.common.ring;

/**
 * Where a ring keeps its parts. Index offsets are relative to the index base, slots start at the slot base.
 *
 * @param slots a power of two
 * @param slotSize bytes
 * @param reqProd offset of the request producer index, written by the frontend
 * @param rspProd offset of the response producer index, written by the backend
 * @param rspEvent offset of the response threshold, written by the frontend; {@link #ABSENT} if every response notifies
 * @param reqCons offset of the request consumer index that the backend shows; {@link #ABSENT} if it shows none
 */
public record RingLayout(int slots, int slotSize, int reqProd, int rspProd, int rspEvent, int reqCons) {
    /** The ring has no such index. */
    public static final int ABSENT = -1;

    /**
     * @throws IllegalArgumentException if {@code slots} is not a power of two
     */
    public RingLayout {
        if (Integer.bitCount(slots) != 1) {
            throw new IllegalArgumentException("a ring has a power of two of slots: slots=" + slots);
        }
    }

    int mask() {
        return slots - 1;
    }
}
