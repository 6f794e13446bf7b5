package io.nodev.devdomain.nft;

import io.nodev.devdomain.nft.ruleset.Chain;
import io.nodev.devdomain.nft.ruleset.NamedCounter;
import io.nodev.devdomain.nft.ruleset.NftRuleset;
import io.nodev.devdomain.nft.ruleset.Rule;
import io.nodev.devdomain.nft.ruleset.Statement;
import io.nodev.devdomain.nft.ruleset.Statement.Count;
import io.nodev.devdomain.nft.ruleset.Table;
import java.util.ArrayList;
import java.util.List;

/** Writes what was counted into a copy of the ruleset, as {@code nft list ruleset} shows it. */
final class CounterListing {
    private final Program program;

    CounterListing(Program program) {
        this.program = program;
    }

    NftRuleset list() {
        return new NftRuleset(
                program.ruleset().tables().stream().map(this::list).toList());
    }

    private Table list(Table table) {
        List<NamedCounter> counters = table.counters().stream()
                .map(counter -> new NamedCounter(
                        counter.name(), read(CounterIdentity.ofNamed(table, counter.name())), counter.comment()))
                .toList();
        List<Chain> chains =
                table.chains().stream().map(chain -> list(table, chain)).toList();
        return new Table(table.family(), table.name(), table.comment(), counters, table.sets(), chains);
    }

    private Chain list(Table table, Chain chain) {
        CounterIdentity identity = new CounterIdentity(table, chain);
        List<Rule> rules = chain.rules().stream()
                .map(rule -> list(rule, identity.next(rule)))
                .toList();
        return new Chain(chain.name(), chain.base(), chain.comment(), rules);
    }

    private Rule list(Rule rule, String identity) {
        List<Statement> statements = new ArrayList<>(rule.statements());
        int counted = 0;
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i) instanceof Count) {
                statements.set(i, read(CounterIdentity.at(identity, counted++)));
            }
        }
        return new Rule(statements, rule.comment());
    }

    private Count read(String identity) {
        return program.counters().get(identity).read();
    }
}
