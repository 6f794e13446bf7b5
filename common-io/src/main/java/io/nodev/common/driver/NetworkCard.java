package io.nodev.common.driver;

import io.nodev.common.packet.EthernetView;
import io.nodev.common.packet.MacAddress;

/**
 * A network interface card as its owner drives it. One thread at a time, the owner's, transmits and polls; statistics and
 * addresses may be read from any thread.
 *
 * <p>The life of a transmitted frame: {@link #transmit} takes it, the card copies it out, and a later {@link #poll} says
 * that its buffer is free. The life of a received one: it passes the card's filter, waits in the card's receive queue, and
 * {@link #poll} shows it. A card that has something to show calls the interrupt its owner set.
 */
public interface NetworkCard {
    /** Bytes of the shortest frame a card takes: a header without payload. */
    int MIN_FRAME_LENGTH = EthernetView.HEADER_LENGTH;

    /** Bytes of the longest frame a card takes. */
    int MAX_FRAME_LENGTH = EthernetView.MAX_FRAME_LENGTH;

    /** The interface name, as {@code eth0}. */
    String name();

    /** The hardware address. */
    MacAddress address();

    /** Whether the card collects a frame from several places itself; if not, a sender has to put it in one place first. */
    boolean scatterGather();

    /**
     * Hands over a frame. Owner's thread only.
     *
     * @param cookie comes back by {@link NicEvents#transmitted} when the frame's buffer is free
     * @return {@code false} if the transmit queue is full: nothing was taken, try again after a completion
     * @throws IllegalArgumentException if the frame is shorter than {@link #MIN_FRAME_LENGTH} or longer than
     *     {@link #MAX_FRAME_LENGTH}
     * @throws DriverFault if the device behind the card failed
     */
    boolean transmit(OutboundFrame frame, int cookie);

    /**
     * Shows completions, then received frames, in the order they came about. Owner's thread only, and not from within an
     * event.
     *
     * @param budget the most events to show, 0 or more
     * @return events shown; fewer than {@code budget} says that the interrupt is armed again, and for what came about in the
     *     meantime it was called already
     * @throws IllegalArgumentException if {@code budget} is negative
     */
    int poll(NicEvents events, int budget);

    /** Whether the card passes unicast frames for other addresses, too. */
    boolean promiscuous();

    /** Passes unicast frames for other addresses from now on, or no longer does. Any thread. */
    void setPromiscuous(boolean on);

    /** The card's counters; the same object for the card's life, to be read from any thread. */
    NicStats stats();

    /**
     * Sets what the card calls when {@link #poll} would find something; an event that waits already calls it at once. One
     * call may stand for many events, and now and then for none: the next comes only after a poll that returned fewer than
     * its budget. Owner's thread only.
     *
     * @param interrupt called from any thread, also from within {@link #transmit} and {@link #poll}: it must be quick and
     *     must not call the card
     */
    void setInterrupt(Runnable interrupt);

    /**
     * Starts the card over for an owner that knows nothing of the one before: frames that wait to be polled are lost,
     * completions not yet shown are forgotten, and the interrupt is set to nothing. Address, filter and counters stay. New
     * owner's thread, or one that lets it begin.
     *
     * <p>Whatever the former owner still does with this object changes nothing that the new one sees, except that a frame which
     * it was just sending may go out and be counted; later ones are not taken, and nothing is shown that comes from the wire.
     *
     * @return the card as the new owner drives it
     */
    NetworkCard reset();
}
