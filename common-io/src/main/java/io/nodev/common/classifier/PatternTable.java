package io.nodev.common.classifier;

import java.util.ArrayList;
import java.util.List;

/**
 * Patterns as plain numbers: of each a row of 8 cells, one cache line, for what most patterns ask, and tests apart for what
 * is left. A row is asked without a branch but the last.
 *
 * <pre>
 *  0, 2, 4  masks of three words   1, 3, 5  what they must have under the mask
 *  6, 7     bounds of two fields of at most 32 bits: the first number in the upper half, the last in the lower
 * </pre>
 *
 * Immutable; asking allocates nothing.
 */
final class PatternTable {
    private static final int CELLS = 8;
    private static final int BOUNDS = 6;
    private static final long LOWER = 0xFFFF_FFFFL;

    private final long[] cells;
    private final RemainingTests[] remaining;
    private final int first;
    private final int second;
    private final int third;
    private final PatternColumns.Field one;
    private final PatternColumns.Field other;
    private final int oneWord;
    private final int oneShift;
    private final long oneMask;
    private final int otherWord;
    private final int otherShift;
    private final long otherMask;

    PatternTable(List<Pattern> patterns) {
        List<List<Condition>> merged = patterns.stream().map(Pattern::merged).toList();
        PatternColumns columns = PatternColumns.of(merged);
        first = columns.words()[0];
        second = columns.words()[1];
        third = columns.words()[2];
        one = columns.fields()[0];
        other = columns.fields()[1];
        oneWord = one.word();
        oneShift = one.shift();
        oneMask = one.max();
        otherWord = other.word();
        otherShift = other.shift();
        otherMask = other.max();
        cells = new long[CELLS * patterns.size()];
        remaining = new RemainingTests[patterns.size()];
        for (int row = 0; row < remaining.length; row++) {
            cells[row * CELLS + BOUNDS] = one.max();
            cells[row * CELLS + BOUNDS + 1] = other.max();
            List<Condition> left = new ArrayList<>();
            for (Condition condition : merged.get(row)) {
                if (!put(row * CELLS, condition)) {
                    left.add(condition);
                }
            }
            remaining[row] = RemainingTests.of(left, patterns.get(row).sets());
        }
    }

    /** Puts a condition into the row; false if it has no place there. */
    private boolean put(int at, Condition condition) {
        if (condition.isExact()) {
            int word = condition.word();
            int column = word == first ? 0 : word == second ? 2 : word == third ? 4 : -1;
            if (column < 0 || cells[at + column] != 0) {
                return false;
            }
            cells[at + column] = condition.mask();
            cells[at + column + 1] = condition.low();
            return true;
        }
        int column = one.holds(condition) ? 0 : other.holds(condition) ? 1 : -1;
        if (column < 0 || cells[at + BOUNDS + column] != (column == 0 ? one : other).max()) {
            return false;
        }
        int shift = (column == 0 ? one : other).shift();
        cells[at + BOUNDS + column] = condition.low() >>> shift << 32 | condition.high() >>> shift;
        return true;
    }

    /** The number of patterns. */
    int size() {
        return remaining.length;
    }

    /** Whether a key matches a pattern. */
    boolean matches(int pattern, long[] key) {
        if (!passes(pattern, key)) {
            return false;
        }
        RemainingTests left = remaining[pattern];
        return left == null || left.match(key);
    }

    /** Whether a key passes what is in a pattern's row; asks no set. */
    boolean passes(int pattern, long[] key) {
        int at = pattern * CELLS;
        long apart = key[first] & cells[at] ^ cells[at + 1]
                | key[second] & cells[at + 2] ^ cells[at + 3]
                | key[third] & cells[at + 4] ^ cells[at + 5];
        long number = key[oneWord] >>> oneShift & oneMask;
        long otherNumber = key[otherWord] >>> otherShift & otherMask;
        long bounds = cells[at + 6];
        long otherBounds = cells[at + 7];
        long outside = number - (bounds >>> 32)
                | (bounds & LOWER) - number
                | otherNumber - (otherBounds >>> 32)
                | (otherBounds & LOWER) - otherNumber;
        return (apart | -apart | outside) >= 0;
    }
}
