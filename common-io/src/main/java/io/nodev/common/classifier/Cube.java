package io.nodev.common.classifier;

import java.util.Arrays;

/** What is known of every key that gets to one place of a tree: some bits of each word. Immutable. */
final class Cube {
    private final long[] known;
    private final long[] value;

    private Cube(long[] known, long[] value) {
        this.known = known;
        this.value = value;
    }

    /** Nothing is known. */
    static Cube whole(int words) {
        return new Cube(new long[words], new long[words]);
    }

    /** The part of this cube that one child of a cut has. */
    Cube child(Cut cut, int child) {
        long[] childKnown = Arrays.copyOf(known, known.length);
        long[] childValue = Arrays.copyOf(value, value.length);
        childKnown[cut.word()] |= cut.mask();
        childValue[cut.word()] |= (long) child << cut.shift();
        return new Cube(childKnown, childValue);
    }

    /** The known bits of a word. */
    long known(int word) {
        return known[word];
    }

    /** What the known bits of a word are, 0 elsewhere. */
    long value(int word) {
        return value[word];
    }
}
