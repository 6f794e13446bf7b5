package io.nodev.devdomain.nft.ruleset;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An element of a set or map.
 *
 * @param key its value, or values one after the other
 * @param data what a map gives for it; empty in a set
 * @param comment its comment
 */
public record Element(List<Value> key, Optional<Datum> data, Optional<String> comment) {
    /** Keeps unmodifiable copies. */
    public Element {
        key = List.copyOf(key);
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(comment, "comment");
    }

    /** Whether it stands for more than one key. */
    public boolean isInterval() {
        return key.stream().anyMatch(Value::isInterval);
    }

    /** Whether some key belongs to both. */
    public boolean overlaps(Element other) {
        for (int i = 0; i < key.size(); i++) {
            if (!overlap(key.get(i), other.key.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean overlap(Value one, Value other) {
        return one instanceof Range range
                ? range.overlaps((Range) other)
                : ((InterfaceName) one).overlaps((InterfaceName) other);
    }

    @Override
    public String toString() {
        return key.stream().map(Value::toString).collect(Collectors.joining(" . "))
                + comment.map(text -> " comment \"" + text + '"').orElse("")
                + data.map(datum -> " : " + datum).orElse("");
    }
}
