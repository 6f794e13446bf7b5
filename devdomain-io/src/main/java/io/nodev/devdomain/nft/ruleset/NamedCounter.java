package io.nodev.devdomain.nft.ruleset;

import java.util.Objects;
import java.util.Optional;

/**
 * A counter that rules of its table refer to.
 *
 * @param name the name, one of its kind among the table's counters
 * @param start where its counts start
 * @param comment the comment
 */
public record NamedCounter(String name, Statement.Count start, Optional<String> comment) {
    /** Nothing may be {@code null}. */
    public NamedCounter {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(comment, "comment");
    }

    @Override
    public String toString() {
        return "\tcounter " + name + " {\n"
                + comment.map(text -> "\t\tcomment \"" + text + "\"\n").orElse("")
                + "\t\tpackets " + start.packets() + " bytes " + start.bytes() + "\n\t}\n";
    }
}
