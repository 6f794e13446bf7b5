package io.nodev.common.packet;

import java.util.Objects;

/**
 * A flyweight over one protocol unit in a private copy of a frame: attach it, read and change its fields, attach it to the
 * next. Confined to one thread; allocates nothing.
 *
 * <p>The bytes are checked once, when the view is attached: what a getter reads then lies within the bytes given. A view
 * whose attachment was refused shows nothing, not even what it showed before, and its getters throw.
 */
public abstract sealed class PacketView permits EthernetView, ArpView, Ipv4View, IcmpView, TransportView {
    private static final byte[] NOTHING = {};

    private final int minimumLength;
    private byte[] bytes = NOTHING;
    private int offset;
    private int length;

    PacketView(int minimumLength) {
        this.minimumLength = minimumLength;
    }

    /**
     * Shows {@code length} bytes from {@code offset} on, if they hold what this view shows.
     *
     * @param bytes a copy nobody else changes; kept until the next attachment
     * @param offset of the unit's first byte
     * @param length bytes of the frame from there to its end, or to the end of what was copied of it
     * @return {@code false} if the bytes are too few or contradict themselves; the view then shows nothing
     * @throws IndexOutOfBoundsException if the array itself does not hold {@code length} bytes at {@code offset}
     */
    public final boolean attach(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        show(bytes, offset, length);
        if (length >= minimumLength && isConsistent()) {
            return true;
        }
        show(NOTHING, 0, 0);
        return false;
    }

    /** Shows {@code length} bytes that the caller is about to fill, or nothing if they are too few. */
    final boolean attachBlank(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        boolean fits = length >= minimumLength;
        show(fits ? bytes : NOTHING, fits ? offset : 0, fits ? length : 0);
        return fits;
    }

    private void show(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
    }

    /** Whether the fields agree with each other and with the bytes there are; called with the fixed header present. */
    abstract boolean isConsistent();

    /** The array this view shows a part of. */
    public final byte[] bytes() {
        return bytes;
    }

    /** Where the unit starts in {@link #bytes()}. */
    public final int offset() {
        return offset;
    }

    /** Bytes there are from {@link #offset()} on; padding at the end of a frame is among them. */
    public final int length() {
        return length;
    }

    final int u8(int at) {
        return bytes[offset + at] & 0xFF;
    }

    final int u16(int at) {
        return NetworkOrder.u16(bytes, offset + at);
    }

    final int i32(int at) {
        return NetworkOrder.i32(bytes, offset + at);
    }

    final long mac(int at) {
        return MacAddress.bitsAt(bytes, offset + at);
    }

    final void put8(int at, int value) {
        bytes[offset + at] = (byte) value;
    }

    final void put16(int at, int value) {
        NetworkOrder.put16(bytes, offset + at, value);
    }

    final void put32(int at, int value) {
        NetworkOrder.put32(bytes, offset + at, value);
    }

    final void putMac(int at, long bits) {
        MacAddress.putBits(bits, bytes, offset + at);
    }
}
