package io.nodev.hypervisor.console;

/** Bytes typed for domain 0 and not read yet; what does not fit is lost. Used under one of the console's locks. */
final class InputRing {
    static final int SIZE = 128;

    private final byte[] bytes = new byte[SIZE];
    private int first;
    private int held;

    boolean isEmpty() {
        return held == 0;
    }

    void put(byte b) {
        if (held < SIZE) {
            bytes[(first + held) % SIZE] = b;
            held++;
        }
    }

    /** The oldest byte, which stays; only of a ring that is not empty. */
    byte peek() {
        return bytes[first];
    }

    /** Drops the oldest byte. */
    void drop() {
        first = (first + 1) % SIZE;
        held--;
    }
}
