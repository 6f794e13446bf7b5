package io.nodev.devdomain.bridge;

import java.util.Arrays;

/**
 * Finds small numbers by hardware address: open addressing with linear probing over primitive arrays, never more than
 * half full. Nothing is allocated once it is made.
 *
 * <p>The hash is keyed by a seed, so that a guest that chooses its addresses cannot make them collide without knowing
 * it. The seed decides only where entries lie, never what is found.
 */
final class AddressIndex {
    /** Returned for an address that is not in the index. */
    static final int ABSENT = -1;

    /** Marks a used slot; addresses have 48 bits. */
    private static final long USED = 1L << 63;

    private final long seed;
    private final long[] keys;
    private final int[] values;
    private final int mask;

    /**
     * @param capacity the number of addresses it must hold, 0 to 2<sup>28</sup>
     * @param seed any number, best a secret one
     */
    AddressIndex(int capacity, long seed) {
        int slots = Integer.highestOneBit(Math.max(4, capacity)) << 2;
        this.seed = seed;
        this.keys = new long[slots];
        this.values = new int[slots];
        this.mask = slots - 1;
    }

    /** The number stored for an address, or {@link #ABSENT}. */
    int get(long address) {
        int slot = find(address);
        return keys[slot] == 0 ? ABSENT : values[slot];
    }

    /** Stores a number for an address, in place of the one it had. */
    void put(long address, int value) {
        int slot = find(address);
        keys[slot] = address | USED;
        values[slot] = value;
    }

    /** Forgets an address; one that is not there is ignored. */
    void remove(long address) {
        int hole = find(address);
        if (keys[hole] != 0) {
            closeGap(hole);
        }
    }

    void clear() {
        Arrays.fill(keys, 0);
    }

    /**
     * Empties a slot and moves later members of its run back into the hole, so that no search stops short. An entry may
     * move unless its home lies cyclically behind the hole, where a search for it would never pass the hole.
     */
    private void closeGap(int removed) {
        int hole = removed;
        for (int slot = hole + 1 & mask; keys[slot] != 0; slot = slot + 1 & mask) {
            int home = home(keys[slot] & ~USED);
            if ((slot - home & mask) >= (slot - hole & mask)) {
                keys[hole] = keys[slot];
                values[hole] = values[slot];
                hole = slot;
            }
        }
        keys[hole] = 0;
    }

    /** The slot of an address, or the free slot where it belongs. */
    private int find(long address) {
        long key = address | USED;
        int slot = home(address);
        while (keys[slot] != key && keys[slot] != 0) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private int home(long address) {
        long hash = (address ^ seed) * 0x9E37_79B9_7F4A_7C15L;
        hash = (hash ^ hash >>> 32 ^ seed) * 0xD6E8_FEB8_6659_FD93L;
        return (int) (hash >>> 32) & mask;
    }
}
