package io.nodev.devdomain.nft.parse;

import io.nodev.devdomain.nft.parse.TableDraft.CounterUse;
import io.nodev.devdomain.nft.parse.TableDraft.SetUse;
import io.nodev.devdomain.nft.ruleset.DataType;
import io.nodev.devdomain.nft.ruleset.NamedSet;
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
            problems.add(use.at(), use.name(), "the table has no counter of this name");
        }
    }

    private void check(SetUse use) {
        NamedSet set = table.sets.get(use.name());
        String kind = use.data().isPresent() ? "map" : "set";
        if (set == null) {
            problems.add(use.at(), "@" + use.name(), "the table has no " + kind + " of this name");
        } else if (!set.type().data().equals(use.data()) || !set.type().key().equals(use.key())) {
            problems.add(
                    use.at(),
                    "@" + use.name(),
                    "is a "
                            + describe(
                                    set.isMap(),
                                    set.type().key(),
                                    set.type().data().map(DataType::toString).orElse(""))
                            + "; expected a "
                            + describe(
                                    use.data().isPresent(),
                                    use.key(),
                                    use.data().map(DataType::toString).orElse("")));
        }
    }

    private static String describe(boolean isMap, List<DataType> key, String data) {
        String types = key.stream().map(DataType::toString).collect(Collectors.joining(" . "));
        return isMap ? "map of " + types + " : " + data : "set of " + types;
    }
}
