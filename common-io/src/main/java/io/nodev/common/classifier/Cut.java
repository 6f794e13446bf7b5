package io.nodev.common.classifier;

/**
 * Adjacent bits of one word, by whose number a node of a tree chooses among its children.
 *
 * @param word which word
 * @param shift the lowest of the bits
 * @param width how many bits, 1 to {@value #MAX_WIDTH}
 */
record Cut(int word, int shift, int width) {
    static final int MAX_WIDTH = 12;

    /** The number of children. */
    int children() {
        return 1 << width;
    }

    /** The bits in their place in the word. */
    long mask() {
        return children() - 1L << shift;
    }
}
