package io.nodev.hypervisor.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * All frames of a machine by machine address. Only the hypervisor, and in a legacy machine its drivers, hold this; a
 * domain holds an {@link AddressSpace}.
 *
 * <p>An address is {@code frame * 4096 + offset}. Accesses of more than a byte must be aligned when they are anything
 * but plain. An address outside the machine is the caller's bug and throws {@link IndexOutOfBoundsException}.
 */
public final class MachineMemory implements Memory {
    /** Bytes in a page and in a frame. */
    public static final int PAGE_SIZE = 4096;

    /** Binary logarithm of {@link #PAGE_SIZE}. */
    public static final int PAGE_SHIFT = 12;

    private static final VarHandle INTS = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final ByteBuffer bytes;
    private final ByteBuffer source;
    private final ByteBuffer zeroPage = ByteBuffer.allocateDirect(PAGE_SIZE).asReadOnlyBuffer();

    /**
     * @throws IllegalArgumentException if the region is not direct or not a whole number of pages
     */
    public MachineMemory(MemoryRegion region) {
        ByteBuffer all = region.bytes();
        if (!all.isDirect() || all.capacity() == 0 || all.capacity() % PAGE_SIZE != 0) {
            throw new IllegalArgumentException(
                    "a region is a direct buffer of whole pages: capacity=" + all.capacity());
        }
        this.bytes = all.duplicate().clear().order(ByteOrder.LITTLE_ENDIAN);
        this.source = bytes.asReadOnlyBuffer();
    }

    /** Frames in the machine. */
    public int frames() {
        return bytes.capacity() >>> PAGE_SHIFT;
    }

    /** The address of a frame's first byte. */
    public static int address(int frame) {
        return frame << PAGE_SHIFT;
    }

    /** The frame that holds an address. */
    public static int frame(int address) {
        return address >>> PAGE_SHIFT;
    }

    /** The offset of an address within its page. */
    public static int offset(int address) {
        return address & PAGE_SIZE - 1;
    }

    /** Plain read. */
    @Override
    public byte getByte(int address) {
        return bytes.get(address);
    }

    /** Plain write. */
    @Override
    public void putByte(int address, byte value) {
        bytes.put(address, value);
    }

    /** Plain read. */
    @Override
    public short getShort(int address) {
        return bytes.getShort(address);
    }

    /** Plain write. */
    @Override
    public void putShort(int address, short value) {
        bytes.putShort(address, value);
    }

    /** Plain read. */
    @Override
    public int getInt(int address) {
        return bytes.getInt(address);
    }

    /** Plain write. */
    @Override
    public void putInt(int address, int value) {
        bytes.putInt(address, value);
    }

    /** Plain read. */
    public long getLong(int address) {
        return bytes.getLong(address);
    }

    /** Plain write. */
    public void putLong(int address, long value) {
        bytes.putLong(address, value);
    }

    /** Reads so that whatever was written before the matching release is seen afterwards. */
    @Override
    public int getIntAcquire(int address) {
        return (int) INTS.getAcquire(bytes, address);
    }

    /** Writes so that whatever was written before is seen by whoever acquires the new value. */
    @Override
    public void putIntRelease(int address, int value) {
        INTS.setRelease(bytes, address, value);
    }

    /** Atomic bit set with the ordering of a volatile read and write; returns the value before. */
    @Override
    public int getAndSetBits(int address, int bits) {
        return (int) INTS.getAndBitwiseOr(bytes, address, bits);
    }

    /** Atomic bit clear with the ordering of a volatile read and write; returns the value before. */
    @Override
    public int getAndClearBits(int address, int bits) {
        return (int) INTS.getAndBitwiseAnd(bytes, address, ~bits);
    }

    /** Atomic exchange with the ordering of a volatile read and write; returns the value before. */
    @Override
    public int getAndPut(int address, int value) {
        return (int) INTS.getAndSet(bytes, address, value);
    }

    /** Atomic compare and swap with the ordering of a volatile read and write. */
    public boolean compareAndPut(int address, int expected, int value) {
        return INTS.compareAndSet(bytes, address, expected, value);
    }

    /** Copies bytes out of the machine. */
    @Override
    public void read(int address, byte[] into, int at, int length) {
        bytes.get(address, into, at, length);
    }

    /** Copies bytes into the machine. */
    @Override
    public void write(int address, byte[] from, int at, int length) {
        bytes.put(address, from, at, length);
    }

    /** Copies within the machine; the two places must not overlap. */
    @Override
    public void copy(int from, int to, int length) {
        bytes.put(to, source, from, length);
    }

    /** Zeroes up to one page. */
    @Override
    public void zero(int address, int length) {
        bytes.put(address, zeroPage, 0, length);
    }
}
