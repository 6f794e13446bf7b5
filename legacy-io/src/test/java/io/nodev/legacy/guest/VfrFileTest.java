package io.nodev.legacy.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.legacy.Lab;
import io.nodev.legacy.vfr.VfrSemantics;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Text in, one hypercall for each write, and never a word about what became of it. */
class VfrFileTest {
    private static final String RULE = "ADD ACCEPT src=ANY dst=PHYS";

    private static int write(Lab lab, int domain, String text) {
        return lab.machine.vfrFile(domain).write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static int rules(Lab lab) {
        return lab.machine.network().rules().rules().size();
    }

    private static Lab lab() {
        return new Lab(Lab.Plan.standard().withRules());
    }

    @Test
    void addsAndDeletesOneRuleForEachWrite() {
        try (Lab lab = lab()) {
            write(lab, 0, RULE);
            write(lab, 0, RULE);
            assertThat(rules(lab)).isEqualTo(2);
            write(lab, 0, "DELETE ACCEPT src=ANY dst=PHYS");
            assertThat(rules(lab)).isOne();
            write(lab, 0, RULE + "\n" + RULE + "\n");
            assertThat(rules(lab)).isEqualTo(2);
        }
    }

    @Test
    void alwaysReportsFullSuccess() {
        try (Lab lab = lab()) {
            for (String text : new String[] {"", "\n", "ADD", "nonsense", RULE, "ADD DROP src=ANY dst=PHYS"}) {
                assertThat(write(lab, 0, text)).isEqualTo(text.length());
                assertThat(write(lab, Lab.A, text)).isEqualTo(text.length());
            }
        }
    }

    @Test
    void isHeardFromDomain0Only() {
        try (Lab lab = lab()) {
            write(lab, Lab.A, RULE);
            assertThat(rules(lab)).isZero();
        }
    }

    @Test
    void printsOnTheHypervisorsConsole() {
        try (Lab lab = lab()) {
            write(lab, 0, RULE);
            lab.console.setLength(0);
            write(lab, 0, "PRINT whatever follows");
            assertThat(lab.console).contains("VFR rules in all: 1");
            assertThat(lab.machine.vfrFile(0).read()).isZero();
        }
    }

    @Test
    void asDocumentedTakesOnlyWhatTheDocumentationAllows() {
        try (Lab lab = new Lab(Lab.Plan.standard().withRules().withSemantics(VfrSemantics.AS_DOCUMENTED))) {
            write(lab, 0, "FOO ACCEPT src=ANY dst=PHYS");
            assertThat(rules(lab)).isZero();
            write(lab, 0, RULE);
            assertThat(rules(lab)).isOne();
        }
    }
}
