package io.nodev.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.tck.hostile.HostileCoverage;
import io.nodev.tck.hostile.HostileRun;
import io.nodev.tck.ledger.Rule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A guest that lies, in every field, index, message, grant and hypercall argument, while two others talk to each other and
 * use the same disk. A failure names the rule, the last lie and how to repeat it: {@code -Dnodev.seed} lives that one life again.
 */
public abstract class HostilePeerTck extends IoStackTck {
    private static final long SEED = 20040401L;
    private static final long OPERATIONS = 50_000;
    private static final int OF_A_LIFE = 4_096;
    private static final long MANY_OPERATIONS = 2_500_000;
    private static final int OF_A_LONG_LIFE = 16_384;

    /** For stacks. */
    protected HostilePeerTck() {}

    @Test
    @Rule({"H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8", "H10", "H11"})
    void harmsNobodyButItself() {
        live(false, OPERATIONS, OF_A_LIFE);
    }

    @Test
    @Rule("H9")
    void sendsNothingPastAPolicy() {
        live(true, OPERATIONS, OF_A_LIFE);
    }

    @Test
    @Tag("slow")
    void harmsNobodyButItselfInMillionsOfOperations() {
        live(false, MANY_OPERATIONS, OF_A_LONG_LIFE);
    }

    @Test
    @Tag("slow")
    void sendsNothingPastAPolicyInMillionsOfOperations() {
        live(true, MANY_OPERATIONS, OF_A_LONG_LIFE);
    }

    private void live(boolean guarded, long operations, int ofALife) {
        if (harness().only().isPresent()) {
            throw notExercised("the rule needs another machine than this one");
        }
        HostileRun run = new HostileRun(guarded ? harness().guarded() : harness(), scheduler);
        Long repeated = Long.getLong("nodev.seed");
        if (repeated != null) {
            run.live(repeated, Integer.getInteger("nodev.seed.operations", ofALife));
            return;
        }
        run.live(Long.getLong("nodev.seed.first", SEED), Long.getLong("nodev.operations", operations), ofALife);
        HostileCoverage coverage = run.coverage();
        assertThat(coverage.untouched()).as("H6: what was never mutated").isEmpty();
        assertThat(coverage.violations())
                .as("H5: violations by kind")
                .isNotEmpty()
                .allSatisfy((kind, count) -> assertThat(count).as(kind).isPositive());
        assertThat(coverage.races())
                .as("H8: values that changed while they were read")
                .isPositive();
        assertThat(coverage.transfers()).as("H10: what disks did").isPositive();
        assertThat(coverage.judged()).as("H9: frames that arrived").isPositive();
        if (guarded) {
            assertThat(coverage.refused()).as("H9: frames that were stopped").isPositive();
            observe("some frames passed, some did not, as the policy says");
        } else {
            observe("every field and argument was mutated, every kind of violation counted");
        }
    }
}
