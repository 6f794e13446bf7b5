package io.nodev.plugin.firewall;

import io.nodev.devdomain.nft.ruleset.DataType;
import io.nodev.devdomain.nft.ruleset.Range;
import io.nodev.devdomain.nft.ruleset.Selector;
import io.nodev.legacy.vfr.Quirk;
import io.nodev.plugin.spec.MachineSpec;
import io.nodev.plugin.spec.RuleLine;
import java.util.ArrayList;
import java.util.List;

/** Chains that let pass what the virtual firewall/router would send to the wire. */
final class WireChains {
    private final List<WireRow> rows;
    private final RuleReading reading;
    private final boolean ownAddressesOnly;

    WireChains(MachineSpec machine, List<RuleLine> newestFirst) {
        this.rows = WireRow.of(machine, newestFirst);
        this.reading = new RuleReading(machine);
        this.ownAddressesOnly = !machine.vfr().semantics().has(Quirk.LOCAL_SPOOFING);
    }

    /** Whether the virtual firewall/router asks, before any rule, that a vif sends from its own address. */
    boolean ownAddressesOnly() {
        return ownAddressesOnly;
    }

    /**
     * The chain of this name, and one for each kind of packet that it goes on in.
     *
     * @param first a rule that comes before all others, if any
     */
    List<AnnotatedChain> of(String name, List<AnnotatedRule> first, WireRules.Senders senders) {
        WireRules rules = new WireRules(rows, reading, senders);
        List<AnnotatedRule> entry = new ArrayList<>(first);
        List<AnnotatedChain> chains = new ArrayList<>();
        for (HeaderKind kind : HeaderKind.values()) {
            String chain = name + "_" + kind.word();
            entry.add(AnnotatedRule.of(Matches.isOf(kind), Matches.goTo(chain)));
            chains.add(AnnotatedChain.of(chain, rulesAbout(kind, rules)));
        }
        entry.add(DerivedFirewall.dropOthers());
        chains.add(0, AnnotatedChain.of(name, entry));
        return chains;
    }

    private static List<AnnotatedRule> rulesAbout(HeaderKind kind, WireRules wire) {
        List<AnnotatedRule> rules = new ArrayList<>();
        Range tooFew = new Range(DataType.LENGTH, 0, kind.least() - 1L);
        rules.add(AnnotatedRule.of(
                Matches.equal(Selector.META_LENGTH, tooFew), Matches.count(DropCounter.TOO_SHORT), Matches.DROP));
        rules.addAll(wire.of(kind));
        rules.add(AnnotatedRule.of(Matches.count(DropCounter.NOT_PHYSICAL), Matches.DROP));
        return rules;
    }
}
