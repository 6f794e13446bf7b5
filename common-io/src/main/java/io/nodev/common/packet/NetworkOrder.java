package io.nodev.common.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads and writes integers as the wire has them, the most significant octet first, at any alignment. */
final class NetworkOrder {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private NetworkOrder() {}

    /** The 16 bits at {@code offset}, 0 to 65535. */
    static int u16(byte[] bytes, int offset) {
        return (short) SHORT.get(bytes, offset) & 0xFFFF;
    }

    /** The 32 bits at {@code offset}. */
    static int i32(byte[] bytes, int offset) {
        return (int) INT.get(bytes, offset);
    }

    /** Writes the low 16 bits of {@code value}. */
    static void put16(byte[] bytes, int offset, int value) {
        SHORT.set(bytes, offset, (short) value);
    }

    /** Writes the 32 bits of {@code value}. */
    static void put32(byte[] bytes, int offset, int value) {
        INT.set(bytes, offset, value);
    }
}
