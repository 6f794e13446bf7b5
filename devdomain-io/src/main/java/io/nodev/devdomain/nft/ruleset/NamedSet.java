package io.nodev.devdomain.nft.ruleset;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A set or map that rules of its table refer to.
 *
 * @param name the name, one of its kind among the table's sets and maps
 * @param type the types of keys and data
 * @param flags the flags given
 * @param size the most elements, as given
 * @param comment the comment
 * @param elements the elements
 */
public record NamedSet(
        String name, Type type, Set<Flag> flags, OptionalInt size, Optional<String> comment, List<Element> elements) {

    /** What a set or map is declared to be. */
    public enum Flag {
        /** Its elements do not change. */
        CONSTANT,
        /** Elements may be prefixes, ranges and beginnings of names. */
        INTERVAL,
        /** Intervals that overlap or touch are made one. Written as a line of its own. */
        AUTO_MERGE
    }

    /**
     * Types of keys and data.
     *
     * @param selectors the fields named by {@code typeof}; none if {@code type} was written
     * @param key the types of a key
     * @param data the type of what a map gives; empty for a set
     */
    public record Type(List<Selector> selectors, List<DataType> key, Optional<DataType> data) {
        /** Keeps unmodifiable copies. */
        public Type {
            selectors = List.copyOf(selectors);
            key = List.copyOf(key);
            Objects.requireNonNull(data, "data");
        }

        @Override
        public String toString() {
            return selectors.isEmpty()
                    ? "type " + joined(key) + data.map(type -> " : " + type).orElse("")
                    : "typeof " + joined(selectors) + data.map(Type::typeofText).orElse("");
        }

        private static String joined(List<?> words) {
            return words.stream().map(Object::toString).collect(Collectors.joining(" . "));
        }

        private static String typeofText(DataType data) {
            return switch (data) {
                case ETHER_ADDR -> " : ether daddr";
                case IFACE_INDEX -> " : meta oif";
                default -> " : " + data;
            };
        }
    }

    /** Keeps unmodifiable copies. */
    public NamedSet {
        flags = Set.copyOf(flags);
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(comment, "comment");
        elements = List.copyOf(elements);
    }

    /** Whether it is a map. */
    public boolean isMap() {
        return type.data().isPresent();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(isMap() ? "\tmap " : "\tset ");
        text.append(name).append(" {\n\t\t").append(type).append('\n');
        if (size.isPresent()) {
            text.append("\t\tsize ").append(size.getAsInt()).append('\n');
        }
        String words = flagWords();
        if (!words.isEmpty()) {
            text.append("\t\tflags ").append(words).append('\n');
        }
        if (flags.contains(Flag.AUTO_MERGE)) {
            text.append("\t\tauto-merge\n");
        }
        comment.ifPresent(line -> text.append("\t\tcomment \"").append(line).append("\"\n"));
        if (!elements.isEmpty()) {
            text.append("\t\telements = ")
                    .append(new ElementSource.Anonymous(elements))
                    .append('\n');
        }
        return text.append("\t}\n").toString();
    }

    private String flagWords() {
        return List.of(Flag.CONSTANT, Flag.INTERVAL).stream()
                .filter(flags::contains)
                .map(flag -> flag.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
    }
}
