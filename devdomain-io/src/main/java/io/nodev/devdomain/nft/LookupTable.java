package io.nodev.devdomain.nft;

/** Finds the element of a set or map that a key belongs to. Nothing is allocated once it is made. */
interface LookupTable {
    /** Returned for a key that belongs to no element. */
    int ABSENT = -1;

    /**
     * The number of the element a key belongs to, or {@link #ABSENT}.
     *
     * @param key the parts of the key from index 0 on; the array may be longer
     */
    int find(long[] key);
}
