package io.nodev.common.driver;

import java.util.Objects;

/**
 * The bytes of one outgoing frame, wherever they lie: in a page of the sender, in a private header and a page, in an array.
 * A card copies them out, as a device would by direct memory access; the sender may still change its pages meanwhile.
 */
public interface OutboundFrame {
    /** Bytes of the frame, Ethernet header included and check sequence not; the same at every call. */
    int length();

    /**
     * Copies the whole frame.
     *
     * @param into has room for {@link #length()} bytes from {@code at} on
     * @param at where the frame's first byte goes
     */
    void copyTo(byte[] into, int at);

    /**
     * A frame that lies in one array; for those who make frames rather than pass them on.
     *
     * @throws NullPointerException if there is no array
     */
    static OutboundFrame of(byte[] bytes) {
        Objects.requireNonNull(bytes, "bytes");
        return new OutboundFrame() {
            @Override
            public int length() {
                return bytes.length;
            }

            @Override
            public void copyTo(byte[] into, int at) {
                System.arraycopy(bytes, 0, into, at, bytes.length);
            }
        };
    }
}
