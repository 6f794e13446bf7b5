package io.nodev.common.classifier;

/**
 * A test of one word of a key: what the word has under the mask is a number from {@code low} to {@code high}, or, negated,
 * is not. Comparison is unsigned and in place, so that a field in the upper bits of a word has its bounds there too.
 *
 * @param word which word, 0 to {@value #MAX_WORD}
 * @param mask the bits that count; for a range of more than one number they are adjacent
 * @param low the first number, within the mask
 * @param high the last number, within the mask
 * @param isNegated whether the numbers outside the range pass instead
 */
public record Condition(int word, long mask, long low, long high, boolean isNegated) {
    /** The most words a key can have, less one. */
    public static final int MAX_WORD = 254;

    /**
     * @throws IllegalArgumentException if the word is out of range, or the bounds are not within the mask or not in order
     */
    public Condition {
        if (word < 0 || word > MAX_WORD) {
            throw new IllegalArgumentException("a key has at most 255 words: word=" + word);
        }
        if ((low & ~mask) != 0 || (high & ~mask) != 0) {
            throw new IllegalArgumentException("bounds lie within the mask: mask=" + Long.toHexString(mask));
        }
        if (Long.compareUnsigned(low, high) > 0) {
            throw new IllegalArgumentException("the first number is not above the last: low=" + low);
        }
    }

    /** The bits under the mask are those of {@code value}. */
    public static Condition masked(int word, long mask, long value) {
        return new Condition(word, mask, value & mask, value & mask, false);
    }

    /** What is under the mask lies from {@code low} to {@code high}. */
    public static Condition range(int word, long mask, long low, long high) {
        return new Condition(word, mask, low, high, false);
    }

    /** What passes this test is what did not, and the other way round. */
    public Condition negated() {
        return new Condition(word, mask, low, high, !isNegated);
    }

    /** Whether a single number is asked for, not a range, nor all but it. */
    boolean isExact() {
        return low == high && !isNegated;
    }

    /** The bits that every word that passes agrees in: those in which the bounds agree down to where they part. */
    long knownMask() {
        if (isNegated) {
            return 0;
        }
        long apart = low ^ high;
        return apart == 0 ? mask : mask & ~(-1L >>> Long.numberOfLeadingZeros(apart));
    }

    /** Whether a key passes. */
    boolean matches(long[] key) {
        long number = key[word] & mask;
        return (Long.compareUnsigned(number, low) >= 0 && Long.compareUnsigned(number, high) <= 0) != isNegated;
    }

    /**
     * Whether some word with these bits may pass. May say so of one where none does.
     *
     * @param known which bits are known
     * @param value what they are, 0 elsewhere
     */
    boolean mayMatch(long known, long value) {
        long least = value & mask;
        long most = (value | ~known) & mask;
        return isNegated
                ? Long.compareUnsigned(least, low) < 0 || Long.compareUnsigned(most, high) > 0
                : Long.compareUnsigned(least, high) <= 0
                        && Long.compareUnsigned(most, low) >= 0
                        && ((value ^ low) & known & knownMask()) == 0;
    }
}
