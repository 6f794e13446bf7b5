package io.nodev.devdomain.nft.ruleset;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rules that are asked one after the other.
 *
 * @param name the name, one of its kind in the table
 * @param base the hook it is asked at; empty for a chain that others jump to
 * @param comment the comment
 * @param rules the rules, the first one first
 */
public record Chain(String name, Optional<BaseChain> base, Optional<String> comment, List<Rule> rules) {
    /** Keeps an unmodifiable copy. */
    public Chain {
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(comment, "comment");
        rules = List.copyOf(rules);
    }

    @Override
    public String toString() {
        return "\tchain " + name + " {\n"
                + comment.map(text -> "\t\tcomment \"" + text + "\"\n").orElse("")
                + base.map(hook -> "\t\t" + hook + "\n").orElse("")
                + rules.stream().map(rule -> "\t\t" + rule + "\n").collect(Collectors.joining()) + "\t}\n";
    }
}
