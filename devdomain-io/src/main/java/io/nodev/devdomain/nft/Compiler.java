package io.nodev.devdomain.nft;

import io.nodev.devdomain.nft.Program.BaseCode;
import io.nodev.devdomain.nft.ruleset.BaseChain;
import io.nodev.devdomain.nft.ruleset.Chain;
import io.nodev.devdomain.nft.ruleset.Hook;
import io.nodev.devdomain.nft.ruleset.NamedCounter;
import io.nodev.devdomain.nft.ruleset.NftRuleset;
import io.nodev.devdomain.nft.ruleset.Statement.Count;
import io.nodev.devdomain.nft.ruleset.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compiles a ruleset for one firewall. Where a counter was there before, it is used again. */
final class Compiler {
    private final NftRuleset ruleset;
    private final Firewall firewall;
    private final Map<String, FrameCounter> before;
    private final Map<String, FrameCounter> counters = new HashMap<>();
    private final Map<Hook, List<Ordered>> bases = new EnumMap<>(Hook.class);
    private final CodeWriter code = new CodeWriter();
    private final TableBuilder tables;

    /**
     * @param ruleset what to compile
     * @param firewall numbers the names
     * @param before the counters of the program that is to be replaced
     */
    Compiler(NftRuleset ruleset, Firewall firewall, Map<String, FrameCounter> before) {
        this.ruleset = ruleset;
        this.firewall = firewall;
        this.before = before;
        this.tables = new TableBuilder(firewall);
    }

    private record Ordered(int priority, BaseCode code) {}

    Program compile() {
        ruleset.tables().forEach(this::compile);
        BaseCode[][] hooks = new BaseCode[Hook.values().length][];
        for (Hook hook : Hook.values()) {
            hooks[hook.ordinal()] = inOrder(bases.getOrDefault(hook, List.of()));
        }
        return new Program(ruleset, code.finish(), hooks, counters, tables.dependsOnNames());
    }

    /** Of chains with the same priority, the one that is declared later is asked first, as the kernel's hooks have it. */
    private static BaseCode[] inOrder(List<Ordered> chains) {
        List<Ordered> latestFirst = new ArrayList<>();
        chains.forEach(chain -> latestFirst.add(0, chain));
        return latestFirst.stream()
                .sorted(Comparator.comparingInt(Ordered::priority))
                .map(Ordered::code)
                .toArray(BaseCode[]::new);
    }

    private void compile(Table table) {
        for (NamedCounter counter : table.counters()) {
            counter(CounterIdentity.ofNamed(table, counter.name()), counter.start());
        }
        RuleCompiler rules = new RuleCompiler(table, code, tables, this::counter);
        for (Chain chain : table.chains()) {
            int start = rules.write(chain);
            chain.base().ifPresent(base -> add(base, start));
        }
    }

    private void add(BaseChain base, int start) {
        int[] devices = base.devices().stream().mapToInt(firewall::intern).toArray();
        bases.computeIfAbsent(base.hook(), hook -> new ArrayList<>())
                .add(new Ordered(base.priority(), new BaseCode(start, base.drops(), devices)));
    }

    private FrameCounter counter(String identity, Count start) {
        return counters.computeIfAbsent(
                identity, key -> before.containsKey(key) ? before.get(key) : new FrameCounter(start));
    }
}
