package io.nodev.devdomain.nft.ruleset;

import java.util.List;
import java.util.stream.Collectors;

/**
 * All tables that are in force together.
 *
 * @param tables the tables, as declared
 */
public record NftRuleset(List<Table> tables) {
    /** No table: every frame is accepted. */
    public static final NftRuleset EMPTY = new NftRuleset(List.of());

    /** Keeps an unmodifiable copy. */
    public NftRuleset {
        tables = List.copyOf(tables);
    }

    /** A file that {@code nft -f} takes, without a command that removes what is there before. */
    @Override
    public String toString() {
        return tables.stream().map(Table::toString).collect(Collectors.joining("\n"));
    }
}
