package io.nodev.devdomain.netback;

/** The frames that one backend may have in progress at a time, over all its interfaces. */
final class FramePool {
    /** Source: MAX_PENDING_REQS, linux-2.6.9-xen-sparse/drivers/xen/netback/netback.c at 5c70ae783d. */
    static final int CAPACITY = 256;

    private final TransmittedFrame[] free = new TransmittedFrame[CAPACITY];
    private int count;

    FramePool() {
        for (int slot = 0; slot < CAPACITY; slot++) {
            free[count++] = new TransmittedFrame(slot);
        }
    }

    /** A frame, or null when all are in progress. */
    TransmittedFrame take() {
        return count == 0 ? null : free[--count];
    }

    void give(TransmittedFrame frame) {
        free[count++] = frame;
    }

    int inProgress() {
        return CAPACITY - count;
    }
}
