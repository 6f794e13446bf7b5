package io.nodev.templates.model;

import java.util.List;

/**
 * Rule writes of a machine, or as many of them as one class holds.
 *
 * @param unit package, name and imports of the class
 * @param writes the writes, first written first
 */
public record RulesModel(GeneratedClassModel unit, List<WriteModel> writes) {
    /**
     * @throws IllegalArgumentException if there is no write
     */
    public RulesModel {
        writes = List.copyOf(writes);
        if (writes.isEmpty()) {
            throw new IllegalArgumentException("a class of rules holds at least one: writes=0");
        }
    }

    /** All writes but the last. */
    public List<WriteModel> earlier() {
        return writes.subList(0, writes.size() - 1);
    }

    /** The last write. */
    public WriteModel last() {
        return writes.get(writes.size() - 1);
    }

    /**
     * One write.
     *
     * @param origin where it comes from, as {@code vfr.rules:12}
     * @param text the text, without a newline at its end
     */
    public record WriteModel(String origin, String text) {}
}
