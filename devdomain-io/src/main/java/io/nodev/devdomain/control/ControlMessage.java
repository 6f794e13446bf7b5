package io.nodev.devdomain.control;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A private copy of one control message: a header of type, subtype, id and length, one byte each, and up to 60 bytes of
 * payload. Payload offsets count from the payload's start.
 */
public final class ControlMessage {
    /** Bytes of a message in a ring. */
    public static final int SIZE = 64;

    /** Bytes of the largest payload. */
    public static final int MAX_LENGTH = 60;

    private static final int TYPE = 0;
    private static final int SUBTYPE = 1;
    private static final int ID = 2;
    private static final int LENGTH = 3;
    private static final int PAYLOAD = 4;
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes = new byte[SIZE];

    /** A message of zeros, to be copied into. */
    public ControlMessage() {}

    /**
     * A message with a payload of zeros.
     *
     * @param length 0 to {@link #MAX_LENGTH}
     */
    public ControlMessage(int type, int subtype, int length) {
        bytes[TYPE] = (byte) type;
        bytes[SUBTYPE] = (byte) subtype;
        bytes[LENGTH] = (byte) length;
    }

    /** The raw bytes, as they stand in a ring. */
    public byte[] bytes() {
        return bytes;
    }

    /** What it is about, 0 to 255. */
    public int type() {
        return bytes[TYPE] & 0xFF;
    }

    /** What it asks or tells, 0 to 255. */
    public int subtype() {
        return bytes[SUBTYPE] & 0xFF;
    }

    /** The sender's number for it, repeated in the answer. */
    public int id() {
        return bytes[ID] & 0xFF;
    }

    /** Sets the sender's number; the low 8 bits count. */
    public void setId(int id) {
        bytes[ID] = (byte) id;
    }

    /** Bytes of payload that the sender says there are, 0 to 255: check before use. */
    public int length() {
        return bytes[LENGTH] & 0xFF;
    }

    /** Sets the payload's length; an answer of length 0 says that the message was not understood. */
    public void setLength(int length) {
        bytes[LENGTH] = (byte) length;
    }

    /** An unsigned 8-bit field. */
    public int getByte(int offset) {
        return bytes[PAYLOAD + offset] & 0xFF;
    }

    /** Sets an 8-bit field. */
    public ControlMessage putByte(int offset, int value) {
        bytes[PAYLOAD + offset] = (byte) value;
        return this;
    }

    /** An unsigned 16-bit field. */
    public int getShort(int offset) {
        return (short) SHORTS.get(bytes, PAYLOAD + offset) & 0xFFFF;
    }

    /** Sets a 16-bit field. */
    public ControlMessage putShort(int offset, int value) {
        SHORTS.set(bytes, PAYLOAD + offset, (short) value);
        return this;
    }

    /** A 32-bit field. */
    public int getInt(int offset) {
        return (int) INTS.get(bytes, PAYLOAD + offset);
    }

    /**
     * A result in an answer.
     *
     * @param expectedLength bytes of payload that a side which understood the request answers with
     * @param notUnderstood what to take the answer for if it has any other length
     */
    public int result(int offset, int expectedLength, int notUnderstood) {
        return length() == expectedLength ? getInt(offset) : notUnderstood;
    }

    /** Sets a 32-bit field. */
    public ControlMessage putInt(int offset, int value) {
        INTS.set(bytes, PAYLOAD + offset, value);
        return this;
    }

    /** Copies six octets of a hardware address out. */
    public void getAddress(int offset, byte[] into, int at) {
        System.arraycopy(bytes, PAYLOAD + offset, into, at, 6);
    }

    /** Copies six octets of a hardware address in. */
    public ControlMessage putAddress(int offset, byte[] from, int at) {
        System.arraycopy(from, at, bytes, PAYLOAD + offset, 6);
        return this;
    }
}
