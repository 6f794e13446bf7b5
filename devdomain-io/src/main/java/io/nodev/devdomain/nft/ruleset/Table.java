package io.nodev.devdomain.nft.ruleset;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A name space of chains, sets, maps and counters.
 *
 * @param family which hooks its base chains have
 * @param name the name, one of its kind in the family
 * @param comment the comment
 * @param counters the counters, as declared
 * @param sets the sets and maps, as declared
 * @param chains the chains, as declared
 */
public record Table(
        Family family,
        String name,
        Optional<String> comment,
        List<NamedCounter> counters,
        List<NamedSet> sets,
        List<Chain> chains) {
    /** Keeps unmodifiable copies. */
    public Table {
        Objects.requireNonNull(comment, "comment");
        counters = List.copyOf(counters);
        sets = List.copyOf(sets);
        chains = List.copyOf(chains);
    }

    /** The set or map of a name. */
    public Optional<NamedSet> set(String name) {
        return sets.stream().filter(set -> set.name().equals(name)).findFirst();
    }

    @Override
    public String toString() {
        return "table " + family + " " + name + " {\n"
                + comment.map(text -> "\tcomment \"" + text + "\"\n").orElse("")
                + Stream.of(counters, sets, chains)
                        .flatMap(List::stream)
                        .map(Object::toString)
                        .collect(Collectors.joining("\n"))
                + "}\n";
    }
}
