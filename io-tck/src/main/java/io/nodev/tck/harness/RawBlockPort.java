package io.nodev.tck.harness;

import java.util.List;

/** A domain's block ring, which a test drives itself, in place of the guest's driver. */
public interface RawBlockPort {
    /** Slots of the ring. */
    int SLOTS = 64;

    /** The domain it belongs to. */
    int domain();

    /**
     * Puts a request into the next slot; nobody is told yet.
     *
     * @throws UnsupportedCapabilityException if the stack's slots cannot hold a segment that long, for want of
     *     {@link StackCapability#LONG_SEGMENTS}
     */
    void fill(BlockRequest request);

    /** Shows all requests put so far to the other side, and tells it. */
    void push();

    /** Takes the responses that are there, in order. */
    List<BlockResponse> take();

    /** What is in the buffers of a request now, segment after segment. */
    byte[] data(BlockRequest request);

    /** Notifications of this ring since the domain was booted. */
    int notifications();
}
