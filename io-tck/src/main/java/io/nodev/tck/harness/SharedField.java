package io.nodev.tck.harness;

import io.nodev.hypervisor.memory.Memory;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A field in a domain's own memory that somebody else reads, or one for each slot of a ring.
 *
 * @param name said when it was mutated, such as {@code tx.size}
 * @param place the address of each, by element from 0 on, in the domain's memory
 * @param count how many there are
 * @param bytes 1, 2 or 4
 * @param likely values that mean something in it, as {@link #read} gives them; none if all do, or none does
 */
public record SharedField(String name, IntUnaryOperator place, int count, int bytes, List<Integer> likely) {
    private static final int HALF = 0xFFFF;

    /** Copies the list. */
    public SharedField {
        likely = List.copyOf(likely);
    }

    /**
     * Fields at regular distances.
     *
     * @param address of the first
     * @param stride bytes from one to the next
     */
    public SharedField(String name, int address, int stride, int count, int bytes) {
        this(name, element -> address + element * stride, count, bytes, List.of());
    }

    /** A field that there is once. */
    public static SharedField once(String name, int address, int bytes) {
        return new SharedField(name, address, bytes, 1, bytes);
    }

    /** The same with values that mean something in it. */
    public SharedField withLikely(Integer... values) {
        return new SharedField(name, place, count, bytes, List.of(values));
    }

    private int at(int element) {
        return place.applyAsInt(Math.floorMod(element, count));
    }

    /** What stands there now; elements are taken modulo their number. Four bytes that are not aligned are read by halves. */
    public int read(Memory memory, int element) {
        int at = at(element);
        return switch (bytes) {
            case 1 -> memory.getByte(at);
            case 2 -> memory.getShort(at);
            default ->
                isAligned(at)
                        ? memory.getIntAcquire(at)
                        : memory.getShort(at) & HALF | memory.getShort(at + Short.BYTES) << Short.SIZE;
        };
    }

    /** Writes as many of the low bytes as the field has, by halves where {@link #read} reads them so. */
    public void write(Memory memory, int element, int value) {
        int at = at(element);
        if (bytes == 1) {
            memory.putByte(at, (byte) value);
        } else if (bytes == 2) {
            memory.putShort(at, (short) value);
        } else if (isAligned(at)) {
            memory.putIntRelease(at, value);
        } else {
            memory.putShort(at, (short) value);
            memory.putShort(at + Short.BYTES, (short) (value >> Short.SIZE));
        }
    }

    private static boolean isAligned(int address) {
        return (address & Integer.BYTES - 1) == 0;
    }
}
