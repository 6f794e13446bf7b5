package io.nodev.tck.harness;

import io.nodev.hypervisor.memory.Memory;

/**
 * A field in a domain's own memory that somebody else reads, or one for each slot of a ring.
 *
 * @param name said when it was mutated, such as {@code tx.size}
 * @param address of the first, in the domain's memory
 * @param stride bytes from one to the next
 * @param count how many there are
 * @param bytes 1, 2 or 4
 */
public record SharedField(String name, int address, int stride, int count, int bytes) {
    /** A field that there is once. */
    public static SharedField once(String name, int address, int bytes) {
        return new SharedField(name, address, bytes, 1, bytes);
    }

    private int at(int element) {
        return address + Math.floorMod(element, count) * stride;
    }

    /** What stands there now; elements are taken modulo their number. */
    public int read(Memory memory, int element) {
        return switch (bytes) {
            case 1 -> memory.getByte(at(element));
            case 2 -> memory.getShort(at(element));
            default -> memory.getIntAcquire(at(element));
        };
    }

    /** Writes as many of the low bytes as the field has. */
    public void write(Memory memory, int element, int value) {
        switch (bytes) {
            case 1 -> memory.putByte(at(element), (byte) value);
            case 2 -> memory.putShort(at(element), (short) value);
            default -> memory.putIntRelease(at(element), value);
        }
    }
}
