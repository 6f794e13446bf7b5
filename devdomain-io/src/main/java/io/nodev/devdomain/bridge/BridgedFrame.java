package io.nodev.devdomain.bridge;

/**
 * One Ethernet frame on its way through a bridge. The bridge decides from the private copy of its header alone and never
 * touches the rest.
 *
 * <p>The life of a frame:
 * <ol>
 *   <li>The device it came in by (a netback, a NIC, the device domain's own stack) copies the first bytes out of the
 *       sender's page, fills a reusable object of this type, and calls {@link BridgePort#receive}.
 *   <li>The bridge calls {@link PortDevice#send} of every port that is to have it, one after the other, in port order,
 *       the bridge's own port last.
 *   <li>Within that call a device may read everything. It copies what it needs, or {@linkplain #hold() holds} the frame,
 *       or, told that it is the last consumer, may {@linkplain #take() take} its page.
 *   <li>When {@code receive} has returned and the last hold is released, the source is done: it answers the sender's
 *       request or gives the page back to its NIC, and may fill the object again.
 * </ol>
 *
 * <p>Implementations are used by the device domain's thread alone; no method allocates or throws.
 */
public interface BridgedFrame {
    /**
     * The private copy of the first {@link #headerLength} bytes, from index 0 on. The array may be longer. It is valid
     * until {@link PortDevice#send} returns, also after {@link #take}, and no consumer may change it.
     */
    byte[] header();

    /** Bytes of {@link #header} that belong to the frame: {@code HeaderBytes.of(length())}. */
    int headerLength();

    /** Length of the frame in bytes, from the destination address on, without a frame check sequence. */
    int length();

    /**
     * The virtual address, in the device domain, of the frame's first byte. The frame lies within one page. The bridge
     * passes this on and does not look there: the sender may still be able to write to that page.
     */
    int virtualAddress();

    /**
     * The frame as the device made it that it came in by, with the header it came with. A device that {@linkplain #hold()
     * holds} a frame keeps this, and a copy of the header if that {@linkplain #isRewritten was rewritten}.
     */
    default BridgedFrame source() {
        return this;
    }

    /** Whether {@link #header} may differ from what is in the page; then it is what the receiver is to see. */
    default boolean isRewritten() {
        return false;
    }

    /**
     * Keeps page and {@link #source} as they are until {@link #release}, so that a device can send by reference after
     * {@link PortDevice#send} has returned. Callable within {@code send} only, any number of times.
     */
    void hold();

    /** Ends one {@link #hold}. Whoever held must release exactly once, soon: the sender's slot is occupied meanwhile. */
    void release();

    /**
     * Asks for the page itself, in order to give it away without copying. Callable only within a {@link PortDevice#send}
     * whose {@code last} is {@code true}, at most once.
     *
     * @return {@code true} if the page is now the caller's, and the source will neither use nor free it; {@code false}
     *     if the caller must copy, because the page is not the device domain's to give (a guest's, mapped through a
     *     grant) or because another consumer holds the frame
     */
    boolean take();

    /** Whether its bytes are there no more, because whoever sent it was given up while it waited: let it go unsent. */
    default boolean isGone() {
        return false;
    }
}
