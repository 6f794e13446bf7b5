package io.nodev.tck.harness;

/**
 * A transmit request as a test puts it into the ring, right or wrong.
 *
 * @param id echoed in the response, 0 to 255
 * @param offset where the frame starts in its page
 * @param size what the request says the frame's length is
 * @param frame bytes put into the page, as far as they lie in it
 */
public record TxRequest(int id, int offset, int size, byte[] frame) {
    /** A correct request. */
    public static TxRequest of(int id, byte[] frame) {
        return new TxRequest(id, 0, frame.length, frame);
    }

    /** The same with another offset. */
    public TxRequest at(int newOffset) {
        return new TxRequest(id, newOffset, size, frame);
    }

    /** The same that claims another length. */
    public TxRequest sized(int newSize) {
        return new TxRequest(id, offset, newSize, frame);
    }
}
