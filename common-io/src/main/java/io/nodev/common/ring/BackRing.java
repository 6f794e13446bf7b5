package io.nodev.common.ring;

import java.lang.invoke.VarHandle;

/**
 * The backend's end: takes requests, puts responses. One thread at a time.
 *
 * <p>A request is taken only while fewer than a ring's worth are unanswered, whatever the frontend's index says; so a
 * response always has a slot. Responses may come in any order; they fill slots in order, over old requests.
 */
public final class BackRing {
    private final SharedRing shared;
    private int reqCons;
    private int rspProd;
    private int published;

    /** An end with all indices 0; the shared ones must be zero as well. */
    public BackRing(SharedRing shared) {
        this.shared = shared;
    }

    /** The ring itself. */
    public SharedRing shared() {
        return shared;
    }

    /** Sets the private indices to 0, as the frontend does with the shared ones. */
    public void reset() {
        reqCons = 0;
        rspProd = 0;
        published = 0;
    }

    /** The free-running index of the next request to be taken. */
    public int requestIndex() {
        return reqCons;
    }

    /** The free-running index of the next response. */
    public int responseIndex() {
        return rspProd;
    }

    /** Requests taken and not yet answered. */
    public int unanswered() {
        return reqCons - rspProd;
    }

    /** Whether a request waits and may be taken. */
    public boolean hasRequest() {
        return shared.reqProd() != reqCons && unanswered() < shared.layout().slots();
    }

    /** How many requests wait and may be taken, whatever becomes of the frontend's index, which is read once. */
    public int takeable() {
        int claimed = shared.reqProd() - reqCons;
        int room = shared.layout().slots() - unanswered();
        return Integer.compareUnsigned(claimed, room) < 0 ? claimed : room;
    }

    /** Whether the frontend's index claims more requests than the ring has slots: a violation of the protocol. */
    public boolean isOverrun() {
        int claimed = shared.reqProd() - rspProd;
        return Integer.compareUnsigned(claimed, shared.layout().slots()) > 0;
    }

    /** The address of the oldest request's slot, which is not taken by this. */
    public int peekRequest() {
        return shared.slot(reqCons);
    }

    /** The address of the oldest request's slot, which is now taken; the caller copies it once, before anything else. */
    public int nextRequest() {
        return shared.slot(reqCons++);
    }

    /**
     * Shows the frontend how far requests were taken, before the backend sleeps.
     *
     * <p>Ordering: the index is released, then a full fence, then the producer index is read; it pairs with the
     * frontend's push.
     *
     * @return whether a request came meanwhile, so that the backend must not sleep
     */
    public boolean showProgress() {
        if (shared.showsReqCons()) {
            shared.publishReqCons(reqCons);
        }
        VarHandle.fullFence();
        return hasRequest();
    }

    /** The address of the next response's slot; the caller fills it before pushing. */
    public int nextResponse() {
        return shared.slot(rspProd++);
    }

    /**
     * Publishes the responses put since the last push.
     *
     * <p>Ordering: the slots are written before the producer index is released, and the threshold is read after a full
     * fence; it pairs with the frontend's threshold and look.
     *
     * @return whether the frontend is to be notified: the threshold equals the producer index after one of these
     *     responses, or the ring has no threshold
     */
    public boolean pushResponses() {
        int before = published;
        published = rspProd;
        shared.publishRspProd(rspProd);
        if (shared.layout().rspEvent() == RingLayout.ABSENT) {
            return rspProd != before;
        }
        VarHandle.fullFence();
        return Integer.compareUnsigned(shared.rspEvent() - before - 1, rspProd - before) < 0;
    }
}
