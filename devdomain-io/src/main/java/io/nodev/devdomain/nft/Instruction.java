package io.nodev.devdomain.nft;

/**
 * How a compiled rule is laid out: each instruction is {@link #WORDS} words, the rules of a chain one after the other.
 *
 * <pre>
 *  word 0   63        32 31       16 15      8 7         0
 *          | next rule  | argument  | negated | operation |
 *  word 1   for MATCH the mask, else the bits of HeaderParser.valid it needs, or nothing
 *  word 2   for MATCH the least value, else a value, a verdict, or the number of a table, counter or index
 *  word 3   for MATCH the greatest value, for look-ups the number of the key
 * </pre>
 *
 * The next rule is where to go on when the rule ends early.
 */
final class Instruction {
    static final int WORDS = 4;

    /** The field {@code argument}, masked, is one of these values. */
    static final int MATCH = 0;

    /** The key is in the table. */
    static final int MEMBER = 1;

    static final int COUNT = 2;

    /** Sets the address {@code argument} to the value. */
    static final int REWRITE = 3;

    /** Sets the address {@code argument} to what the table has for the key. */
    static final int REWRITE_MAP = 4;

    /** Marks the frame as one for the device domain's own stack. */
    static final int HOST = 5;

    /** From here on, operations that give a verdict. */
    static final int VERDICT = 6;

    /** Gives the verdict that the table has for the key. */
    static final int VERDICT_MAP = 7;

    /** Sends the frame to the interface whose number is the value. */
    static final int FORWARD = 8;

    /** Sends the frame to the interface that the table has for the key. */
    static final int FORWARD_MAP = 9;

    /** Goes on where the index of the chain says, its number being the value and the rule that follows {@code word 3}. */
    static final int SELECT = 10;

    private static final int NEGATED = 1 << 8;

    private Instruction() {}

    static long word(int operation, int argument, boolean isNegated) {
        return operation | (isNegated ? NEGATED : 0) | (long) argument << 16;
    }

    static long withNext(long word, int next) {
        return word & 0xFFFF_FFFFL | (long) next << 32;
    }

    static int operation(long word) {
        return (int) word & 0xFF;
    }

    static boolean isNegated(long word) {
        return (word & NEGATED) != 0;
    }

    static int argument(long word) {
        return (int) word >>> 16;
    }

    static int next(long word) {
        return (int) (word >>> 32);
    }
}
