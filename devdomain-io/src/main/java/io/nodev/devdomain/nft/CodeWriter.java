package io.nodev.devdomain.nft;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Collects instructions and what they refer to. */
final class CodeWriter {
    private final LongStream.Builder words = LongStream.builder();
    private final List<FieldKey> keys = new ArrayList<>();
    private final List<LookupTable> tables = new ArrayList<>();
    private final List<long[]> data = new ArrayList<>();
    private final List<FrameCounter> counters = new ArrayList<>();
    private final List<ChainIndex> indices = new ArrayList<>();
    private int size;

    /** Where the next instruction will be. */
    int position() {
        return size;
    }

    void add(long word, long... rest) {
        words.add(word);
        for (int i = 0; i < Instruction.WORDS - 1; i++) {
            words.add(i < rest.length ? rest[i] : 0);
        }
        size += Instruction.WORDS;
    }

    int addKey(FieldKey key) {
        keys.add(key);
        return keys.size() - 1;
    }

    /** Adds a set or map, with what a map has for each element. */
    int addTable(LookupTable table, long[] ofElements) {
        tables.add(table);
        data.add(ofElements);
        return tables.size() - 1;
    }

    int addCounter(FrameCounter counter) {
        counters.add(counter);
        return counters.size() - 1;
    }

    int addIndex(ChainIndex index) {
        indices.add(index);
        return indices.size() - 1;
    }

    /** The number that the next index will have. */
    int indices() {
        return indices.size();
    }

    LookupTable table(int number) {
        return tables.get(number);
    }

    Code finish() {
        return new Code(
                words.build().toArray(),
                keys.toArray(FieldKey[]::new),
                tables.toArray(LookupTable[]::new),
                data.toArray(long[][]::new),
                counters.toArray(FrameCounter[]::new),
                indices.toArray(ChainIndex[]::new));
    }
}
