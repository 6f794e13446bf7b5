package io.nodev.plugin.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.legacy.vfr.VfrCommand;
import io.nodev.legacy.vfr.VfrOperation;
import io.nodev.legacy.vfr.VfrRule;
import io.nodev.legacy.vfr.VfrRuleList;
import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.plugin.diagnostic.SourceLocation;
import io.nodev.plugin.spec.RuleLine;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RuleScriptTest {
    private static final VfrRule FIRST = new RandomTraffic(1).rules(1).get(0);
    private static final VfrRule SECOND = new RandomTraffic(2).rules(1).get(0);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void leavesTheListThatTheHypervisorHasAfterTheSameWrites(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<VfrRule> few = new RandomTraffic(seed).rules(4);
        VfrRuleList list = new VfrRuleList(VfrSemantics.AS_BUILT);
        List<RuleLine> writes = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            VfrRule rule = few.get(random.nextInt(few.size()));
            VfrCommand command = VfrCommand.values()[random.nextInt(VfrCommand.values().length)];
            writes.add(write(command, rule, i + 1));
            switch (command) {
                case ADD -> list.add(rule);
                case DELETE -> list.delete(rule);
                case PRINT -> {
                    // Nothing changes.
                }
            }
            assertThat(rulesAfter(writes)).containsExactlyElementsOf(list.rules());
        }
    }

    @Test
    void namesForEachRuleTheWriteThatAddedIt() {
        RuleLine twiceAdded = write(VfrCommand.ADD, FIRST, 1);
        RuleLine between = write(VfrCommand.ADD, SECOND, 2);
        RuleLine again = write(VfrCommand.ADD, FIRST, 3);
        RuleLine deleted = write(VfrCommand.DELETE, FIRST, 4);
        assertThat(new RuleScript(List.of(twiceAdded, between, again)).newestFirst())
                .containsExactly(again, between, twiceAdded);
        assertThat(new RuleScript(List.of(twiceAdded, between, again, deleted)).newestFirst())
                .containsExactly(between, twiceAdded);
    }

    private static List<VfrRule> rulesAfter(List<RuleLine> writes) {
        return new RuleScript(writes)
                .newestFirst().stream().map(line -> line.operation().rule()).toList();
    }

    private static RuleLine write(VfrCommand command, VfrRule rule, int line) {
        return new RuleLine(command.name(), new VfrOperation(command, rule), new SourceLocation("vfr.rules", line, 1));
    }
}
