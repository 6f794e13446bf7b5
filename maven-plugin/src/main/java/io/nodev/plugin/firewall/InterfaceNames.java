package io.nodev.plugin.firewall;

import io.nodev.devdomain.nft.ruleset.BaseChain;
import io.nodev.devdomain.nft.ruleset.Chain;
import io.nodev.devdomain.nft.ruleset.DataSource;
import io.nodev.devdomain.nft.ruleset.Element;
import io.nodev.devdomain.nft.ruleset.ElementSource;
import io.nodev.devdomain.nft.ruleset.InterfaceName;
import io.nodev.devdomain.nft.ruleset.NamedSet;
import io.nodev.devdomain.nft.ruleset.NftRuleset;
import io.nodev.devdomain.nft.ruleset.Rule;
import io.nodev.devdomain.nft.ruleset.Statement;
import io.nodev.devdomain.nft.ruleset.Table;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Collects the names of interfaces that a ruleset holds, wherever they are. */
final class InterfaceNames {
    private final NftRuleset ruleset;
    private final Set<InterfaceName> names = new LinkedHashSet<>();

    InterfaceNames(NftRuleset ruleset) {
        this.ruleset = ruleset;
    }

    /** The names, each once, in the order of the text that the ruleset prints. */
    Set<InterfaceName> all() {
        for (Table table : ruleset.tables()) {
            table.sets().stream().map(NamedSet::elements).forEach(this::addElements);
            table.chains().forEach(this::addChain);
        }
        return names;
    }

    private void addChain(Chain chain) {
        chain.base().map(BaseChain::devices).orElse(List.of()).forEach(device -> add(new InterfaceName(device, false)));
        chain.rules().stream().map(Rule::statements).flatMap(List::stream).forEach(this::addStatement);
    }

    private void addStatement(Statement statement) {
        if (statement instanceof Statement.Match match) {
            add(match.operand());
        } else if (statement instanceof Statement.VerdictMap map) {
            add(map.map());
        } else if (statement instanceof Statement.Rewrite rewrite) {
            addSource(rewrite.source());
        } else if (statement instanceof Statement.Forward forward) {
            addSource(forward.source());
        }
    }

    private void addSource(DataSource source) {
        if (source instanceof DataSource.Constant constant) {
            add(constant.value());
        } else if (source instanceof DataSource.Lookup lookup) {
            add(lookup.map());
        }
    }

    private void addElements(List<Element> elements) {
        elements.stream()
                .flatMap(element -> Stream.concat(element.key().stream(), element.data().stream()))
                .forEach(this::add);
    }

    private void add(Object value) {
        if (value instanceof InterfaceName name) {
            names.add(name);
        } else if (value instanceof ElementSource.Anonymous anonymous) {
            addElements(anonymous.elements());
        }
    }
}
