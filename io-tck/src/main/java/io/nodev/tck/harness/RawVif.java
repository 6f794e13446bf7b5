package io.nodev.tck.harness;

import io.nodev.common.packet.MacAddress;
import java.util.List;

/** A vif whose rings a test drives itself, in place of the guest's driver. Every ring has {@link #SLOTS} slots. */
public interface RawVif {
    /** Slots of a ring. */
    int SLOTS = 256;

    /** The domain it belongs to. */
    int domain();

    /** Its index there. */
    int index();

    /** Its hardware address. */
    MacAddress address();

    /** Puts a transmit request into the next slot; nobody is told yet. The page of an id is always the same one. */
    void fill(TxRequest request);

    /** Shows all requests put so far, of both kinds, to the other side, and tells it. */
    void push();

    /** Takes the transmit responses that are there, in order. */
    List<TxResponse> takeTxResponses();

    /**
     * What is in the page of a transmit request now.
     *
     * @param id of the request
     */
    byte[] transmitPage(int id);

    /**
     * Asks for a notification when so many more transmit responses are there than were taken. 0 asks for one at the index
     * that has been passed already.
     */
    void setTxEvent(int distance);

    /** Notifications of this vif's domain since it was booted. */
    int notifications();

    /** Puts receive requests into the next slots; shown by {@link #push}. */
    void postRx(int buffers);

    /** Takes the receive responses that are there, in order. A buffer taken may be posted again. */
    List<RxResponse> takeRx();

    /** What the machine counted for this vif. */
    VifCounters counters();

    /**
     * Takes every request back. Responses follow.
     *
     * @throws UnsupportedCapabilityException if the stack lacks {@link StackCapability#RING_FLUSH}
     */
    default void flush() {
        throw new UnsupportedCapabilityException(StackCapability.RING_FLUSH);
    }

    /**
     * Starts both rings over.
     *
     * @return 0, or a negated error number
     * @throws UnsupportedCapabilityException if the stack lacks {@link StackCapability#RING_RESET}
     */
    default int reset() {
        throw new UnsupportedCapabilityException(StackCapability.RING_RESET);
    }

    /**
     * Puts a receive request whose page-table entry is read-only.
     *
     * @throws UnsupportedCapabilityException if the stack lacks {@link StackCapability#PAGE_TABLE_RECEIVE}
     */
    default void postReadOnlyRx() {
        throw new UnsupportedCapabilityException(StackCapability.PAGE_TABLE_RECEIVE);
    }
}
