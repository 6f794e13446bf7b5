package io.nodev.common.driver;

/** What a card tells its owner, during {@link NetworkCard#poll} and on the owner's thread. */
public interface NicEvents {
    /**
     * A frame arrived that passed the card's filter.
     *
     * @param bytes valid during the call only, and not to be changed
     * @param offset of the frame's first byte
     * @param length bytes of the frame, 14 to 1,514
     */
    void received(byte[] bytes, int offset, int length);

    /**
     * The card is done with a transmitted frame: the sender's buffer is free. Frames are freed in the order of their
     * transmission.
     *
     * @param cookie what {@link NetworkCard#transmit} was given with that frame
     */
    void transmitted(int cookie);
}
