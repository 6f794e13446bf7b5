package io.nodev.common.classifier;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The leaves of trees while they are built; equal ones are one. */
final class PatternLeaves {
    /** From so many patterns on a leaf has vectors. */
    private static final int MANY = 64;

    private final PatternTable table;
    private final PatternRows rows;
    private final Map<IntBuffer, Integer> known = new HashMap<>();
    private final List<BitVectors> vectors = new ArrayList<>();
    private int[] numbers = new int[256];
    private int used;

    PatternLeaves(PatternTable table, PatternRows rows) {
        this.table = table;
        this.rows = rows;
    }

    /** Where the leaf of these patterns begins. */
    int of(int[] patterns) {
        return known.computeIfAbsent(IntBuffer.wrap(patterns), same -> add(patterns));
    }

    private int add(int[] patterns) {
        int first = used;
        if (patterns.length >= MANY) {
            vectors.add(new BitVectors(table, rows, patterns));
            place(-vectors.size());
        } else {
            for (int pattern : patterns) {
                place(pattern);
            }
        }
        place(PatternIndex.NONE);
        return first;
    }

    private void place(int number) {
        if (used == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * used);
        }
        numbers[used++] = number;
    }

    /** Whether nodes should no more be parted, because leaves could soon have no number. */
    boolean isFull() {
        return used > PatternTrees.MOST_LEAVES / 2;
    }

    int[] numbers() {
        return Arrays.copyOf(numbers, used);
    }

    BitVectors[] vectors() {
        return vectors.toArray(BitVectors[]::new);
    }
}
