package io.nodev.legacy.guest;

import io.nodev.legacy.vbd.BlockRingLayout;

/**
 * What the driver has to know of its requests by their ids. One more than the ring has slots, for the one whose completion the
 * guest looks at, which has no slot any more.
 */
final class OutstandingRequests {
    static final int MAX = BlockRingLayout.SLOTS + 1;

    final LegacyBlockDevice[] devices = new LegacyBlockDevice[MAX];
    final long[] tags = new long[MAX];
    final int[] operations = new int[MAX];
    final int[] sectors = new int[MAX];
    private final int[] pages = new int[MAX * BlockPages.OF_REQUEST];
    private final int[] pageCounts = new int[MAX];
    private final int[] freeIds = new int[MAX];
    private int freeCount = MAX;

    OutstandingRequests() {
        for (int i = 0; i < MAX; i++) {
            freeIds[i] = MAX - 1 - i;
        }
    }

    /** An id that is free, and there always is one for a slot that is. */
    int take() {
        return freeIds[--freeCount];
    }

    /** Ends a request; its pages go back. */
    void give(int id, BlockPages to) {
        while (pageCounts[id] > 0) {
            to.give(page(id, --pageCounts[id]));
        }
        devices[id] = null;
        freeIds[freeCount++] = id;
    }

    void addPage(int id, int page) {
        pages[id * BlockPages.OF_REQUEST + pageCounts[id]++] = page;
    }

    int page(int id, int index) {
        return pages[id * BlockPages.OF_REQUEST + index];
    }
}
