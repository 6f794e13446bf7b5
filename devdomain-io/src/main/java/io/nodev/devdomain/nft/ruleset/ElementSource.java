package io.nodev.devdomain.nft.ruleset;

import java.util.List;
import java.util.stream.Collectors;

/** Where elements are: in the rule, or in a set or map of the table. */
public sealed interface ElementSource extends Operand {
    /**
     * Elements written in the rule.
     *
     * @param elements at least one
     */
    record Anonymous(List<Element> elements) implements ElementSource {
        /** Keeps an unmodifiable copy. */
        public Anonymous {
            elements = List.copyOf(elements);
        }

        @Override
        public String toString() {
            return elements.stream().map(Element::toString).collect(Collectors.joining(", ", "{ ", " }"));
        }
    }

    /**
     * A set or map of the same table.
     *
     * @param name its name
     */
    record Named(String name) implements ElementSource {
        @Override
        public String toString() {
            return "@" + name;
        }
    }
}
