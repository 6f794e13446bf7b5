package io.nodev.devdomain.nft.ruleset;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What is looked up or compared: one field of a frame, or several one after the other.
 *
 * @param parts the fields, at least one
 */
public record Key(List<Part> parts) {
    /** Keeps an unmodifiable copy. */
    public Key {
        parts = List.copyOf(parts);
    }

    /** The types of the fields. */
    public List<DataType> types() {
        return parts.stream().map(part -> part.selector().type()).toList();
    }

    /** The fields with a full stop between them. */
    @Override
    public String toString() {
        return parts.stream().map(Part::toString).collect(Collectors.joining(" . "));
    }

    /**
     * One field.
     *
     * @param selector which field
     * @param mask the bits that count; {@link DataType#max} for all of a number, 0 for a name
     */
    public record Part(Selector selector, long mask) {
        /** The whole field. */
        public static Part of(Selector selector) {
            return new Part(
                    selector, selector.type().isNumber() ? selector.type().max() : 0);
        }

        /** Whether some bits do not count. */
        public boolean isMasked() {
            return selector.type().isNumber() && mask != selector.type().max();
        }

        @Override
        public String toString() {
            return isMasked() ? selector + " & " + selector.type().format(mask) : selector.toString();
        }
    }
}
