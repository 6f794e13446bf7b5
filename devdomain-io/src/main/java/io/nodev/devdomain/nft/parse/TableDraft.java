package io.nodev.devdomain.nft.parse;

import io.nodev.devdomain.nft.ruleset.BaseChain;
import io.nodev.devdomain.nft.ruleset.Chain;
import io.nodev.devdomain.nft.ruleset.DataType;
import io.nodev.devdomain.nft.ruleset.Family;
import io.nodev.devdomain.nft.ruleset.NamedCounter;
import io.nodev.devdomain.nft.ruleset.NamedSet;
import io.nodev.devdomain.nft.ruleset.Rule;
import io.nodev.devdomain.nft.ruleset.Selector;
import io.nodev.devdomain.nft.ruleset.Table;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table as far as it was read. */
final class TableDraft {
    final Family family;
    final String name;
    final Map<String, NamedCounter> counters = new LinkedHashMap<>();
    final Map<String, NamedSet> sets = new LinkedHashMap<>();
    final Map<String, ChainDraft> chains = new LinkedHashMap<>();
    final List<SetUse> setUses = new ArrayList<>();
    final List<CounterUse> counterUses = new ArrayList<>();

    /** Where verdicts and statements are written; two equal ones are two. */
    final Map<Object, Token> places = new IdentityHashMap<>();

    Optional<String> comment = Optional.empty();

    TableDraft(Family family, String name) {
        this.family = family;
        this.name = name;
    }

    /** A reference to a set or map that may be declared further down. */
    record SetUse(Token at, String name, List<Selector> selectors, Optional<DataType> data) {
        /** The types of what is looked up. */
        List<DataType> key() {
            return selectors.stream().map(Selector::type).toList();
        }
    }

    /** A reference to a counter that may be declared further down. */
    record CounterUse(Token at, String name) {}

    /** A chain as far as it was read. */
    static final class ChainDraft {
        final Token at;
        final List<Rule> rules = new ArrayList<>();
        Optional<BaseChain> base = Optional.empty();
        Optional<String> comment = Optional.empty();

        ChainDraft(Token at) {
            this.at = at;
        }
    }

    ChainDraft chain(Token at) {
        return chains.computeIfAbsent(at.text(), key -> new ChainDraft(at));
    }

    void clearRules() {
        chains.values().forEach(chain -> chain.rules.clear());
        setUses.clear();
        counterUses.clear();
    }

    Table finish() {
        List<Chain> finished = new ArrayList<>();
        chains.forEach((key, chain) -> finished.add(new Chain(key, chain.base, chain.comment, chain.rules)));
        return new Table(family, name, comment, List.copyOf(counters.values()), List.copyOf(sets.values()), finished);
    }
}
