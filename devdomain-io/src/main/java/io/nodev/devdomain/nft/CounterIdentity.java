package io.nodev.devdomain.nft;

import io.nodev.devdomain.nft.ruleset.Chain;
import io.nodev.devdomain.nft.ruleset.Rule;
import io.nodev.devdomain.nft.ruleset.Statement;
import io.nodev.devdomain.nft.ruleset.Statement.Count;
import io.nodev.devdomain.nft.ruleset.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a counter belongs to, as text that is the same in the next ruleset if nothing changed: for a rule its chain, its
 * text without counts, and which of several equal ones in that chain it is.
 */
final class CounterIdentity {
    private final String chain;
    private final Map<String, Integer> seen = new HashMap<>();

    CounterIdentity(Table table, Chain chain) {
        this.chain = table.family() + " " + table.name() + " chain " + chain.name() + " ";
    }

    static String ofNamed(Table table, String counter) {
        return table.family() + " " + table.name() + " counter " + counter;
    }

    /** The identity of the next rule of the chain; its counters are told apart by {@link #at}. */
    String next(Rule rule) {
        List<Statement> bare = rule.statements().stream()
                .map(statement -> statement instanceof Count ? new Count(0, 0) : statement)
                .toList();
        String text = chain + new Rule(bare, rule.comment());
        return text + "#" + seen.merge(text, 1, Integer::sum);
    }

    /** The identity of a rule's counter that has so many others before it. */
    static String at(String rule, int before) {
        return rule + "/" + before;
    }
}
