package io.nodev.devdomain.netback;

/** Frames that may be in progress at a time; each goes back to the pool that it was taken from. */
final class FramePool {
    /**
     * What all interfaces of a backend share. Source: MAX_PENDING_REQS,
     * linux-2.6.9-xen-sparse/drivers/xen/netback/netback.c at 5c70ae783d.
     */
    static final int SHARED = 256;

    /**
     * What each interface has besides, for when others hold all that is shared: the original had none, so that one guest
     * and a slow NIC stopped every guest.
     */
    static final int OWN = 16;

    private final TransmittedFrame[] free;
    private int count;

    FramePool(int capacity) {
        free = new TransmittedFrame[capacity];
        while (count < capacity) {
            free[count++] = new TransmittedFrame(this);
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** A frame, or null when all are in progress. */
    TransmittedFrame take() {
        return count == 0 ? null : free[--count];
    }

    void give(TransmittedFrame frame) {
        free[count++] = frame;
    }

    int inProgress() {
        return free.length - count;
    }
}
