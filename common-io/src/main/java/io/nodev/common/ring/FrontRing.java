package io.nodev.common.ring;

import java.lang.invoke.VarHandle;

/**
 * The frontend's end: puts requests, takes responses. One thread at a time.
 *
 * <p>Usage: while {@link #freeSlots} is above 0, fill {@link #nextRequest}; then {@link #pushRequests}. To collect: for
 * each of {@link #unconsumedResponses}, read {@link #nextResponse}; then set the threshold with {@link #awaitResponse}
 * and look again, since a response that came before the threshold was set notifies nobody.
 */
public final class FrontRing {
    private final SharedRing shared;
    private int reqProd;
    private int published;
    private int rspCons;

    /** The backend's index as it was last read; responses up to it are there. */
    private int rspSeen;

    /** An end with all indices 0; the shared ones must be zero as well. */
    public FrontRing(SharedRing shared) {
        this.shared = shared;
    }

    /** The ring itself. */
    public SharedRing shared() {
        return shared;
    }

    /** Requests that fit now: slots without an outstanding request or an uncollected response. */
    public int freeSlots() {
        return shared.layout().slots() - (reqProd - rspCons);
    }

    /** Requests put and not yet answered, or answered and not yet collected. */
    public int outstanding() {
        return reqProd - rspCons;
    }

    /** The free-running index of the next request. */
    public int requestIndex() {
        return reqProd;
    }

    /** The free-running index of the next response to be collected. */
    public int responseIndex() {
        return rspCons;
    }

    /**
     * The address of the next request's slot, which is now taken; the caller fills it before pushing.
     *
     * @throws IllegalStateException if no slot is free
     */
    public int nextRequest() {
        if (freeSlots() == 0) {
            throw new IllegalStateException("no slot is free: outstanding=" + outstanding());
        }
        return shared.slot(reqProd++);
    }

    /**
     * Publishes the requests put since the last push.
     *
     * <p>Ordering: the slots are written before the producer index is released, and the backend's progress is read after
     * a full fence; so a backend that is about to sleep either sees the new index or is notified.
     *
     * @return whether the backend may be asleep and must be notified: it had consumed, or for a ring that does not show
     *     that, answered, everything pushed before
     */
    public boolean pushRequests() {
        int before = published;
        published = reqProd;
        shared.publishReqProd(reqProd);
        VarHandle.fullFence();
        int progress = shared.showsReqCons() ? shared.reqCons() : shared.rspProd();
        return Integer.compareUnsigned(progress - before, reqProd - before) < 0;
    }

    /**
     * Responses that wait to be collected. A backend that claims to have answered more than was asked gets no more
     * credit than that.
     */
    public int unconsumedResponses() {
        int claimed = shared.rspProd() - rspCons;
        int asked = published - rspCons;
        return Integer.compareUnsigned(claimed, asked) <= 0 ? claimed : 0;
    }

    /**
     * Whether a response waits to be collected. The backend's index is read only when all that it was known to have answered
     * is collected, or if what it said makes no sense.
     */
    public boolean hasResponse() {
        if (rspSeen == rspCons || !isPossible(rspSeen)) {
            rspSeen = shared.rspProd();
        }
        return rspSeen != rspCons && isPossible(rspSeen);
    }

    private boolean isPossible(int rspProd) {
        return Integer.compareUnsigned(rspProd - rspCons, published - rspCons) <= 0;
    }

    /** Whether the backend claims more responses than there were requests: a violation of the protocol. */
    public boolean isOverrun() {
        return Integer.compareUnsigned(shared.rspProd() - rspCons, published - rspCons) > 0;
    }

    /** The address of the oldest uncollected response's slot, which counts as collected now. */
    public int nextResponse() {
        return shared.slot(rspCons++);
    }

    /**
     * Asks to be notified when the response with the given distance from the last collected one is there, 1 being the
     * next.
     *
     * @return whether a response is there already, so that the caller must collect again before it sleeps
     */
    public boolean awaitResponse(int distance) {
        shared.publishRspEvent(rspCons + distance);
        VarHandle.fullFence();
        return unconsumedResponses() != 0;
    }
}
