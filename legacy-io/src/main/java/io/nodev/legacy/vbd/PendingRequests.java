package io.nodev.legacy.vbd;

/** The requests that a machine can have in flight. */
final class PendingRequests {
    /** How many. Source: MAX_PENDING_REQS, xen/drivers/block/xen_block.c at ddc87ed302. */
    static final int MAX = 64;

    private final PendingRequest[] all = new PendingRequest[MAX];
    private final PendingRequest[] free = new PendingRequest[MAX];
    private int freeCount;

    PendingRequests() {
        for (int cookie = 0; cookie < MAX; cookie++) {
            all[cookie] = new PendingRequest(cookie);
            free[freeCount++] = all[cookie];
        }
    }

    int inFlight() {
        return MAX - freeCount;
    }

    boolean hasFree() {
        return freeCount > 0;
    }

    /** One that is free and stays so until {@link #take}. */
    PendingRequest peek() {
        return free[freeCount - 1];
    }

    /** Takes what {@link #peek} said. */
    void take() {
        freeCount--;
    }

    void give(PendingRequest request) {
        free[freeCount++] = request;
    }

    PendingRequest of(int cookie) {
        return all[cookie];
    }
}
