package io.nodev.hypervisor.memory;

/**
 * The state of one frame packed into 64 bits, so that a change of several parts is one compare-and-swap.
 *
 * <pre>
 *  63    51  50   49         34 33 32 31          16 15           0
 * +--------+----+--------------+-----+--------------+--------------+
 * |  zero  |pin | type count   |type | references   |    owner     |
 * +--------+----+--------------+-----+--------------+--------------+
 * </pre>
 *
 * References: one for being allocated, one for each mapping and each use in flight. Type count: how many mappings hold
 * the frame to its type. A frame has one type at a time, so a page table is never writable by its domain. Pin: the
 * frame serves as a ring, grant table or shared page and must not change hands.
 */
final class FrameState {
    static final int TYPE_NONE = 0;
    static final int TYPE_WRITABLE = 1;
    static final int TYPE_PAGE_TABLE = 2;

    static final int MAX_COUNT = 0xFFFF;

    private static final int REFERENCES_SHIFT = 16;
    private static final int TYPE_SHIFT = 32;
    private static final int TYPE_COUNT_SHIFT = 34;
    private static final long PIN = 1L << 50;

    static final long ONE_REFERENCE = 1L << REFERENCES_SHIFT;

    private FrameState() {}

    static long of(int owner, int references) {
        return owner & 0xFFFFL | (long) references << REFERENCES_SHIFT;
    }

    static long mappedWritable(int owner, int references) {
        return of(owner, references) | (long) TYPE_WRITABLE << TYPE_SHIFT | 1L << TYPE_COUNT_SHIFT;
    }

    static int owner(long state) {
        return (int) (state & 0xFFFF);
    }

    static int references(long state) {
        return (int) (state >>> REFERENCES_SHIFT) & 0xFFFF;
    }

    static int type(long state) {
        return (int) (state >>> TYPE_SHIFT) & 3;
    }

    static int typeCount(long state) {
        return (int) (state >>> TYPE_COUNT_SHIFT) & 0xFFFF;
    }

    static boolean isPinned(long state) {
        return (state & PIN) != 0;
    }

    static long pinned(long state) {
        return state | PIN;
    }

    /** The hypervisor's and no longer pinned, with every reference. */
    static long setAside(long state) {
        return state & ~0xFFFFL & ~PIN | FrameTable.HYPERVISOR;
    }

    /** As {@link #setAside}, with one reference fewer. */
    static long abandoned(long state) {
        return setAside(state) - ONE_REFERENCE;
    }

    /** One more use of the type, which must be the frame's own or the frame must have none. */
    static long withTypeUse(long state, int type) {
        return (state & ~(3L << TYPE_SHIFT) | (long) type << TYPE_SHIFT) + (1L << TYPE_COUNT_SHIFT);
    }

    /** One use of the type fewer; with none left the frame has no type. */
    static long withoutTypeUse(long state) {
        long fewer = state - (1L << TYPE_COUNT_SHIFT);
        return typeCount(fewer) == 0 ? fewer & ~(3L << TYPE_SHIFT) : fewer;
    }
}
