package io.nodev.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.tck.harness.StackCapability;
import io.nodev.tck.ledger.Rule;
import org.junit.jupiter.api.Test;

/** What outlives a crash. */
public abstract class BlockDurabilityTck extends BlockTck {
    private static final long SEED = 1119;

    /** For stacks. */
    protected BlockDurabilityTck() {}

    private TestedVbd bootWritable() {
        return bootWithDrivers(
                VbdNeed.writable(DurabilityRun.WINDOW).ofExtents(1, 16).onOneDisk(),
                writable(extent(1000, 40), extent(500, 30), extent(100, 1000)));
    }

    private void run(DurabilityRun run, TestedVbd vbd) {
        run.run(() -> {
            if (supports(StackCapability.BACKEND_RESTART)) {
                vbd.machine().stopBlockBackend(vbd.domain());
                vbd.machine().settle();
                vbd.machine().startBlockBackend(vbd.domain());
            }
        });
        assertThat(run.flushed()).as("flushes answered as good").isGreaterThan(20);
    }

    @Test
    @Rule("B33")
    void losesNothingThatAFlushCovered() {
        TestedVbd vbd = bootWritable();
        DurabilityRun run = new DurabilityRun(vbd, SEED);
        run(run, vbd);
        assertThat(run.lost())
                .as("sectors that a flush covered and a crash took")
                .isEmpty();
        assertThat(run.putAgain() > 0)
                .as("whether requests were put again")
                .isEqualTo(supports(StackCapability.BACKEND_RESTART));
        observe("nothing lost");
    }

    /** The same on a stack whose flush is answered as good and does nothing: the rule would not hold. */
    @Test
    void wouldLoseWhatAFlushCoveredIfAFlushDidNothing() {
        TestedVbd vbd = bootWritable();
        vbd.place(0).disk().faults().forgetForces();
        DurabilityRun run = new DurabilityRun(vbd, SEED);
        run(run, vbd);
        assertThat(run.lost())
                .as("sectors that a flush covered and a crash took")
                .isNotEmpty();
    }
}
