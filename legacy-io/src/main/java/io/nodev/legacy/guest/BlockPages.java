package io.nodev.legacy.guest;

import io.nodev.common.kernel.PagePool;

/**
 * Pages for the bytes of block requests. Some are the driver's from the start, so that there is always a request that can go
 * on; others are taken from the domain's when first needed, as long as enough is left for whoever else needs some, and kept.
 */
final class BlockPages {
    /** Pages of the longest request. */
    static final int OF_REQUEST = 11;

    /** For the request whose completion the guest looks at and one that it puts meanwhile. */
    private static final int LEAST = 2 * OF_REQUEST;

    /** Pages that are left to the domain's other drivers, which take theirs when first needed, too. */
    private static final int LEFT_TO_OTHERS = 64;

    private final PagePool pool;
    private final int[] free;
    private int freeCount;
    private int own;

    /** With the least number of pages, which the pool must have. */
    BlockPages(PagePool pool, int requests) {
        this.pool = pool;
        this.free = new int[requests * OF_REQUEST];
        for (int i = 0; i < LEAST; i++) {
            give(pool.take());
        }
        own = LEAST;
    }

    /** Whether the pool has enough pages for a driver to begin with. */
    static boolean suffices(PagePool pool) {
        return pool.available() >= LEAST;
    }

    /** Sees to it that there are so many pages, if possible. */
    boolean has(int count) {
        while (freeCount < count && own < free.length && pool.available() > LEFT_TO_OTHERS) {
            give(pool.take());
            own++;
        }
        return freeCount >= count;
    }

    int take() {
        return free[--freeCount];
    }

    void give(int page) {
        free[freeCount++] = page;
    }
}
