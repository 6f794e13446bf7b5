package io.nodev.devdomain.nft;

import java.util.List;

/**
 * Exact keys of one or more parts: open addressing with linear probing, at most half full. The hash is keyed by a seed,
 * so that who chooses addresses cannot make look-ups slow.
 */
final class HashedTable implements LookupTable {
    private final int parts;
    private final long seed;
    private final long[] keys;
    private final int[] elements;
    private final int mask;

    /**
     * @param entries keys and their elements; of equal keys the first one counts
     * @param parts the number of parts of each key
     * @param seed any number, best a secret one
     */
    HashedTable(List<Entry> entries, int parts, long seed) {
        int slots = Integer.highestOneBit(Math.max(4, entries.size())) << 2;
        this.parts = parts;
        this.seed = seed;
        this.keys = new long[slots * parts];
        this.elements = new int[slots];
        this.mask = slots - 1;
        entries.forEach(this::add);
    }

    /**
     * A key and the number of its element.
     *
     * @param key the parts of the key
     * @param element at least 0
     */
    record Entry(long[] key, int element) {}

    @Override
    public int find(long[] key) {
        return elements[slotOf(key)] - 1;
    }

    private void add(Entry entry) {
        int slot = slotOf(entry.key());
        if (elements[slot] == 0) {
            System.arraycopy(entry.key(), 0, keys, slot * parts, parts);
            elements[slot] = entry.element() + 1;
        }
    }

    /** The slot of a key, or the free slot where it belongs. */
    private int slotOf(long[] key) {
        int slot = home(key);
        while (elements[slot] != 0 && !isAt(slot, key)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean isAt(int slot, long[] key) {
        for (int i = 0; i < parts; i++) {
            if (keys[slot * parts + i] != key[i]) {
                return false;
            }
        }
        return true;
    }

    private int home(long[] key) {
        long hash = seed;
        for (int i = 0; i < parts; i++) {
            hash = (hash ^ key[i]) * 0x9E37_79B9_7F4A_7C15L;
            hash = (hash ^ hash >>> 32 ^ seed) * 0xD6E8_FEB8_6659_FD93L;
        }
        return (int) (hash >>> 32) & mask;
    }
}
