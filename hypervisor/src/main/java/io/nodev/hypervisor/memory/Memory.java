package io.nodev.hypervisor.memory;

/**
 * Little-endian bytes by address: a machine's, by machine address, or a domain's, by virtual address. What works on
 * shared pages is written once against this and used on both sides of the boundary.
 *
 * <p>Accesses of 2, 4 and 8 bytes are naturally aligned. What happens at an address that holds nothing is up to the
 * implementation.
 */
public interface Memory {
    /** Plain read. */
    byte getByte(int address);

    /** Plain write. */
    void putByte(int address, byte value);

    /** Plain read. */
    short getShort(int address);

    /** Plain write. */
    void putShort(int address, short value);

    /** Plain read. */
    int getInt(int address);

    /** Plain write. */
    void putInt(int address, int value);

    /** Reads so that whatever was written before the matching release is seen afterwards. */
    int getIntAcquire(int address);

    /** Writes so that whatever was written before is seen by whoever acquires the new value. */
    void putIntRelease(int address, int value);

    /** Atomic bit set with the ordering of a volatile read and write; returns the value before. */
    int getAndSetBits(int address, int bits);

    /** Atomic bit clear with the ordering of a volatile read and write; returns the value before. */
    int getAndClearBits(int address, int bits);

    /** Atomic exchange with the ordering of a volatile read and write; returns the value before. */
    int getAndPut(int address, int value);

    /** Copies bytes out. */
    void read(int address, byte[] into, int at, int length);

    /** Copies bytes in. */
    void write(int address, byte[] from, int at, int length);

    /** Copies within one page to within another; the two places must not overlap. */
    void copy(int from, int to, int length);

    /** Zeroes part of one page. */
    void zero(int address, int length);
}
