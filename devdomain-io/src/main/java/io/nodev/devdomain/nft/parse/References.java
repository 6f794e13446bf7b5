package io.nodev.devdomain.nft.parse;

import io.nodev.devdomain.nft.parse.TableDraft.CounterUse;
import io.nodev.devdomain.nft.parse.TableDraft.SetUse;
import io.nodev.devdomain.nft.ruleset.DataType;
import io.nodev.devdomain.nft.ruleset.NamedSet;
import io.nodev.devdomain.nft.ruleset.Selector;
import java.util.List;
import java.util.stream.Collectors;

/** Checks that the sets, maps and counters that rules refer to are in the table, and of the right type. */
final class References {
    private final TableDraft table;
    private final Problems problems;

    References(TableDraft table, Problems problems) {
        this.table = table;
        this.problems = problems;
    }

    void check() {
        table.setUses.forEach(this::check);
        table.counterUses.forEach(this::check);
    }

    private void check(CounterUse use) {
        if (!table.counters.containsKey(use.name())) {
            problems.add(
                    use.at(),
                    use.name(),
                    "the table has no counter of this name",
                    KnownNames.advice(
                            table.counters.keySet(),
                            use.name(),
                            "add \"counter " + use.name() + " { }\" to the table, or write counter alone"));
        }
    }

    private void check(SetUse use) {
        NamedSet set = table.sets.get(use.name());
        boolean wantsMap = use.data().isPresent();
        String kind = wantsMap ? "map" : "set";
        if (set == null) {
            problems.add(
                    use.at(),
                    "@" + use.name(),
                    "the table has no " + kind + " of this name",
                    KnownNames.advice(
                            namesOf(wantsMap), use.name(), "add \"" + kind + " " + use.name() + "\" to the table"));
        } else if (set.isMap() != wantsMap) {
            String advice = wantsMap ? "vmap and map take a map" : "a match takes a set, and vmap or map a map";
            problems.add(use.at(), "@" + use.name(), "is no " + kind, advice);
        } else if (!set.type().data().equals(use.data()) || !set.type().key().equals(use.key())) {
            problems.add(
                    use.at(),
                    "@" + use.name(),
                    "is declared with \"" + set.type() + "\", not with \"" + wanted(use) + "\"",
                    "declare it with \"" + wanted(use) + "\", its elements as " + example(use));
        }
    }

    private List<String> namesOf(boolean maps) {
        return table.sets.values().stream()
                .filter(set -> set.isMap() == maps)
                .map(NamedSet::name)
                .toList();
    }

    private static String wanted(SetUse use) {
        boolean hasNames = use.key().stream().noneMatch(DataType::isOnlyOfFields);
        List<Selector> selectors = hasNames ? List.of() : use.selectors();
        return new NamedSet.Type(selectors, use.key(), use.data()).toString();
    }

    private static String example(SetUse use) {
        return use.key().stream().map(ValueReader::example).collect(Collectors.joining(" . "))
                + use.data().map(type -> " : " + ValueReader.example(type)).orElse("");
    }
}
