package io.nodev.common.classifier;

/** A set of keys that is asked as a whole: what no {@link Condition} says without being one of many. */
@FunctionalInterface
public interface KeySet {
    /**
     * Whether a key is in the set. Called by whoever asks the index and by nobody else; neither allocates nor throws.
     *
     * @param key the words; not to be written, and not kept
     */
    boolean contains(long[] key);
}
