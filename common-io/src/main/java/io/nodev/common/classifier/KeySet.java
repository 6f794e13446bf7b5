package io.nodev.common.classifier;

/** A set of keys that is asked as a whole: what no {@link Condition} says without being one of many. */
@FunctionalInterface
public interface KeySet {
    /**
     * Whether a key is in the set. Called on the data path; neither allocates nor throws.
     *
     * @param key the words; not to be written, and not kept
     */
    boolean contains(long[] key);
}
