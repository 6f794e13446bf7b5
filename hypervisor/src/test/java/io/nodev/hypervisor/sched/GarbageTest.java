package io.nodev.hypervisor.sched;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.nodev.hypervisor.TestMachine;
import io.nodev.hypervisor.console.EmergencyConsole;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.event.InterdomainEnds;
import io.nodev.hypervisor.hypercall.CoreHypercalls;
import io.nodev.hypervisor.hypercall.EventChannelOpLayout;
import io.nodev.hypervisor.hypercall.HypercallGate;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.hypercall.HypercallTable;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Turns, wake-ups and notifications leave no garbage. */
class GarbageTest {
    private static final int WARM = 30_000;
    private static final int MEASURED = 100_000;
    private static final long LONG_NANOS = 300_000_000_000L;

    /** What measuring and compiling may leave: a byte a turn, where the smallest object would leave 16. */
    private static final long SLACK_BYTES = MEASURED;

    private final TestMachine machine = new TestMachine();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long garbage = -1;

    /** A domain that notifies itself in every turn, and so has the next one. */
    private VirtualCpu selfNotifying(Domain domain) {
        EmergencyConsole console = new EmergencyConsole(machine.hypervisor, "legacy-io");
        CoreHypercalls core = new CoreHypercalls(machine.hypervisor, console);
        HypercallTable table = HypercallTable.builder()
                .set(HypercallNumber.EVENT_CHANNEL_OP, core.eventChannelOp())
                .build();
        HypercallGate gate = new HypercallGate(domain, table);
        InterdomainEnds ends = new InterdomainEnds(domain.id(), domain.id());
        assertThat(machine.hypervisor.events().bindInterdomain(domain, ends)).isZero();
        int argument = TestMachine.address(domain, 0);
        domain.memory().putInt(argument + EventChannelOpLayout.COMMAND, EventChannelOpLayout.SEND);
        domain.memory().putInt(argument + EventChannelOpLayout.FIRST, ends.firstPort());
        int sharedInfo = domain.layout().sharedInfo();
        int[] turns = new int[1];
        long[] before = new long[1];
        return budget -> {
            for (int word = 0; word < 48; word += 4) {
                domain.memory().getAndPut(sharedInfo + word, 0);
            }
            if (turns[0] == WARM) {
                before[0] = threads.getCurrentThreadAllocatedBytes();
            }
            if (turns[0] == WARM + MEASURED) {
                garbage = threads.getCurrentThreadAllocatedBytes() - before[0];
                return false;
            }
            turns[0]++;
            gate.call(HypercallNumber.EVENT_CHANNEL_OP, argument);
            return false;
        };
    }

    @Test
    void isNotMadeByTheCooperativeScheduler() {
        assertGarbageOf(new CooperativeScheduler(machine.clock, machine.hypervisor.timers()));
    }

    @Test
    void isNotMadeByTheThreadedScheduler() {
        assertGarbageOf(new ThreadedScheduler(machine.clock, machine.hypervisor.timers()));
    }

    private void assertGarbageOf(Scheduler scheduler) {
        try (scheduler) {
            Domain domain = machine.privileged(0);
            scheduler.add(domain, selfNotifying(domain));
            assertThat(scheduler.runUntilIdle(LONG_NANOS)).isTrue();
        }
        assertThat(garbage).isBetween(0L, SLACK_BYTES);
    }
}
