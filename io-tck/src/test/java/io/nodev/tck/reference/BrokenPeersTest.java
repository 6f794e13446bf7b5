package io.nodev.tck.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nodev.common.machine.SchedulerKind;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.packet.MacAddress;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.tck.harness.BlockRequest;
import io.nodev.tck.harness.BlockResponse;
import io.nodev.tck.hostile.HostileRun;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Proves that lies are noticed: backends that believe one thing too many, each found by the rule that it breaks. */
final class BrokenPeersTest {
    private static final long SEED = 1;
    private static final long OPERATIONS = 100_000;

    /** A race is lost as often as won, more often on a busy host. */
    private static final long RACING_OPERATIONS = 2_000_000;

    private static final int OF_A_LIFE = 4_096;

    /** Reads the size again after it was checked, late enough for a guest that tries to have changed it. */
    private static final class FetchingTwice extends SharedVif {
        /** How often the guest's second processor may go first, however long that takes. */
        private static final int BETWEEN = 400;

        FetchingTwice(ReferenceMachine machine, int domain, int index, MacAddress address) {
            super(machine, domain, index, address);
        }

        @Override
        byte[] copy(int slot, int address, int size) {
            for (int tries = 0; sizeOf(slot) == size && tries < BETWEEN; tries++) {
                Thread.yield();
            }
            return super.copy(slot, address, sizeOf(slot));
        }
    }

    /** Takes whatever page a request names. */
    private static final class TakingAnyPage extends SharedVif {
        private final ReferenceMachine machine;

        TakingAnyPage(ReferenceMachine machine, int domain, int index, MacAddress address) {
            super(machine, domain, index, address);
            this.machine = machine;
        }

        @Override
        boolean holds(int frame) {
            FrameTable frames = machine.hypervisor().frames();
            return frames.acquire(frame, frames.owner(frame));
        }

        @Override
        boolean holdsToWrite(int frame) {
            FrameTable frames = machine.hypervisor().frames();
            return frames.acquireWritable(frame, frames.owner(frame));
        }
    }

    /** Copies whole words, and so up to seven bytes more than the frame has. */
    private static final class CopyingBeyondTheFrame extends ReferenceVif {
        CopyingBeyondTheFrame(ReferenceMachine machine, int domain, int index, MacAddress address) {
            super(machine, domain, index, address);
        }

        @Override
        boolean send(byte[] frame) {
            return super.send(Arrays.copyOf(frame, frame.length + Long.BYTES - 1 & -Long.BYTES));
        }
    }

    /** Sends what lies behind the frame as well, however near the end of the page that is. */
    private static final class SendingTheWholePage extends SharedVif {
        SendingTheWholePage(ReferenceMachine machine, int domain, int index, MacAddress address) {
            super(machine, domain, index, address);
        }

        @Override
        byte[] copy(int slot, int address, int size) {
            return super.copy(slot, address, MachineMemory.PAGE_SIZE - MachineMemory.offset(address));
        }
    }

    /** Asks the policy when a frame is put into its queue and copies the frame when its turn comes. */
    private static final class LookingBeforeItCopies extends SharedVif {
        private static final int QUEUED = 32;

        private final Deque<int[]> queue = new ArrayDeque<>();

        LookingBeforeItCopies(ReferenceMachine machine, int domain, int index, MacAddress address) {
            super(machine, domain, index, address);
        }

        @Override
        void forward(byte[] frame, int address) {
            queue.add(new int[] {address, frame.length});
            if (queue.size() > QUEUED) {
                int[] oldest = queue.remove();
                byte[] copied = new byte[oldest[1]];
                memory().read(oldest[0], copied, 0, copied.length);
                send(copied);
            }
        }
    }

    /** Asks only where the first sector of a segment lies, and moves what follows it on the disk. */
    private static final class AskingForTheFirstSector extends SharedBlockPort {
        AskingForTheFirstSector(ReferenceMachine machine, int domain, List<VbdConfig> vbds) {
            super(machine, domain, vbds);
        }

        @Override
        boolean lies(VbdConfig vbd, long sector, int sectors) {
            return super.lies(vbd, sector, 1);
        }

        @Override
        int extentOf(VbdConfig vbd, long sector, long first) {
            return super.extentOf(vbd, first, first);
        }
    }

    /** Writes to the disk from whatever page a request names. */
    private static final class WritingFromAnyPage extends SharedBlockPort {
        private final FrameTable frames;

        WritingFromAnyPage(ReferenceMachine machine, int domain, List<VbdConfig> vbds) {
            super(machine, domain, vbds);
            this.frames = machine.hypervisor().frames();
        }

        @Override
        boolean holds(int frame) {
            return frames.acquire(frame, frames.owner(frame));
        }
    }

    /** Forgets now and then to answer a correct guest while another one lies. */
    private static final class ForgettingTheOthers extends ReferenceBlockPort {
        private int answers;

        ForgettingTheOthers(ReferenceMachine machine, int domain, List<VbdConfig> vbds) {
            super(machine, domain, vbds);
        }

        @Override
        void answer(BlockResponse response) {
            if (++answers % 100 != 0) {
                super.answer(response);
            }
        }
    }

    /** Reads what lies behind the sector that is asked for. */
    private static final class ReadingTheNextSector extends ReferenceBlockPort {
        ReadingTheNextSector(ReferenceMachine machine, int domain, List<VbdConfig> vbds) {
            super(machine, domain, vbds);
        }

        @Override
        long placeOf(BlockRequest request, int index) {
            boolean wrong = request.operation() == BlockRequest.READ && index + 1 < request.sectors();
            return super.placeOf(request, index) + (wrong ? 1 : 0);
        }
    }

    private static ReferenceIoStack blockLiar(ReferenceMachine.BlockFactory serving) {
        return new ReferenceIoStack(
                SharedVif::make,
                (machine, domain, vbds) -> domain == HostileRun.HOSTILE
                        ? serving.make(machine, domain, vbds)
                        : new ReferenceBlockPort(machine, domain, vbds));
    }

    private static ReferenceIoStack serving(ReferenceMachine.BlockFactory others) {
        return new ReferenceIoStack(
                SharedVif::make,
                (machine, domain, vbds) -> domain == HostileRun.HOSTILE
                        ? new SharedBlockPort(machine, domain, vbds)
                        : others.make(machine, domain, vbds));
    }

    private static ReferenceIoStack liar(ReferenceMachine.VifFactory serving) {
        return new ReferenceIoStack((machine, domain, index, address) -> domain == HostileRun.HOSTILE
                ? serving.make(machine, domain, index, address)
                : new ReferenceVif(machine, domain, index, address));
    }

    private static HostileRun run(ReferenceIoStack stack) {
        return new HostileRun(stack, SchedulerKind.COOPERATIVE);
    }

    private static void isFound(ReferenceIoStack stack, String rules) {
        isFound(stack, OPERATIONS, rules);
    }

    private static void isFound(ReferenceIoStack stack, long operations, String rules) {
        assertThatThrownBy(() -> run(stack).live(SEED, operations, OF_A_LIFE))
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching("(?s)(" + rules + "): .*last: .*repeat: -Dnodev.seed=-?\\d+ .*");
    }

    /** A matter of two threads meeting, and so of chance: millions of lies may be needed. */
    @Test
    @Tag("slow")
    void findsABackendThatFetchesASlotTwice() {
        isFound(liar(FetchingTwice::new), RACING_OPERATIONS, "H1|H7");
    }

    @Test
    void findsABackendThatDoesNotAskWhosePageItIs() {
        isFound(liar(TakingAnyPage::new), "H1|H2|H3");
    }

    @Test
    void findsABackendThatCopiesBeyondTheFrame() {
        isFound(
                new ReferenceIoStack((machine, domain, index, address) -> domain == HostileRun.HOSTILE
                        ? new SharedVif(machine, domain, index, address)
                        : new CopyingBeyondTheFrame(machine, domain, index, address)),
                "H3");
    }

    @Test
    void findsABackendThatSendsTheWholePage() {
        isFound(liar(SendingTheWholePage::new), "H1|H7");
    }

    @Test
    void findsABackendThatLooksAtAFrameBeforeItCopiesIt() {
        isFound(liar(LookingBeforeItCopies::new), "H9");
    }

    @Test
    void findsABackendThatAsksOnlyWhereTheFirstSectorLies() {
        isFound(blockLiar(AskingForTheFirstSector::new), "H10|H11");
    }

    @Test
    void findsABackendThatWritesFromAnyPage() {
        isFound(blockLiar(WritingFromAnyPage::new), "H10");
    }

    @Test
    void findsABackendThatForgetsTheOthers() {
        isFound(serving(ForgettingTheOthers::new), "H11");
    }

    @Test
    void findsABackendThatReadsTheNextSector() {
        isFound(serving(ReadingTheNextSector::new), "H11");
    }

    @Test
    void aFailureIsRepeatedByItsSeed() {
        ReferenceIoStack stack = liar(LookingBeforeItCopies::new);
        Throwable failure = catchThrowable(() -> run(stack).live(SEED, OPERATIONS, OF_A_LIFE));
        Matcher seed = Pattern.compile("-Dnodev.seed=(-?\\d+)").matcher(failure.getMessage());
        assertThat(seed.find()).isTrue();

        Throwable again = catchThrowable(() -> run(stack).live(Long.parseLong(seed.group(1)), OF_A_LIFE));

        assertThat(again)
                .hasMessageContaining(failure.getMessage().lines().findFirst().orElseThrow());
    }
}
