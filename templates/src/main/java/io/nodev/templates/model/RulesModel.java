package io.nodev.templates.model;

import java.util.List;

/**
 * Rule writes of a machine, or as many of them as one class holds.
 *
 * @param unit package, name and imports of the class
 * @param writes the writes, first written first
 */
public record RulesModel(GeneratedClassModel unit, List<WriteModel> writes) {
    /** Copies the list. */
    public RulesModel {
        writes = List.copyOf(writes);
    }

    /**
     * One write.
     *
     * @param origin where it comes from, as {@code vfr.rules:12}
     * @param text the text, without a newline at its end
     */
    public record WriteModel(String origin, String text) {}
}
