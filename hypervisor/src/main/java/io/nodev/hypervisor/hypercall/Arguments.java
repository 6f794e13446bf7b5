package io.nodev.hypervisor.hypercall;

import io.nodev.hypervisor.domain.Domain;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A hypercall's argument structure, copied from the caller's memory once and read only from the copy. Not for use by two
 * threads; each handler has its own for each calling thread.
 */
public final class Arguments {
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;

    /**
     * @param size the largest structure, in bytes
     */
    public Arguments(int size) {
        this.bytes = new byte[size];
    }

    /**
     * Copies a structure in.
     *
     * @return whether the caller has memory there; on {@code false} the answer is -EFAULT
     */
    public boolean read(Domain caller, int virtualAddress, int length) {
        return caller.memory().copyFromGuest(virtualAddress, bytes, length);
    }

    /**
     * Copies the structure back, as changed here.
     *
     * @return whether the caller has memory there
     */
    public boolean write(Domain caller, int virtualAddress, int length) {
        return caller.memory().copyToGuest(virtualAddress, bytes, length);
    }

    /** An unsigned 16-bit field. */
    public int getShort(int offset) {
        return (short) SHORTS.get(bytes, offset) & 0xFFFF;
    }

    /** A 32-bit field. */
    public int getInt(int offset) {
        return (int) INTS.get(bytes, offset);
    }

    /** A 64-bit field. */
    public long getLong(int offset) {
        return (long) LONGS.get(bytes, offset);
    }

    /** Sets a 16-bit field. */
    public void putShort(int offset, int value) {
        SHORTS.set(bytes, offset, (short) value);
    }

    /** Sets a 32-bit field. */
    public void putInt(int offset, int value) {
        INTS.set(bytes, offset, value);
    }

    /** Sets a 64-bit field. */
    public void putLong(int offset, long value) {
        LONGS.set(bytes, offset, value);
    }

    /** The copy itself, for fields that are bytes. */
    public byte[] bytes() {
        return bytes;
    }
}
