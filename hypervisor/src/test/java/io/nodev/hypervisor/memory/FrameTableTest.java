package io.nodev.hypervisor.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class FrameTableTest {
    private static final int FRAMES = 8;
    private static final int ME = 1;
    private static final int OTHER = 2;

    private final MachineMemory memory = new MachineMemory(MemoryRegion.ofFrames(FRAMES));
    private final FrameTable frames = new FrameTable(memory);

    @Test
    void startsWithEveryFrameFree() {
        assertThat(frames.owned(FrameTable.FREE)).isEqualTo(FRAMES);
        assertThat(frames.owner(0)).isEqualTo(FrameTable.FREE);
    }

    @Test
    void handsOutTheLowestFrameFirst() {
        assertThat(frames.allocate(ME)).isZero();
        assertThat(frames.allocate(ME)).isEqualTo(1);
    }

    @Test
    void countsAnAllocatedFrameAsItsOwners() {
        int frame = frames.allocate(ME);
        assertThat(frames.owner(frame)).isEqualTo(ME);
        assertThat(frames.references(frame)).isEqualTo(1);
        assertThat(frames.owned(ME)).isEqualTo(1);
        assertThat(frames.owned(FrameTable.FREE)).isEqualTo(FRAMES - 1);
    }

    @Test
    void answersNoneWhenNoFrameIsFree() {
        for (int i = 0; i < FRAMES; i++) {
            frames.allocate(ME);
        }
        assertThat(frames.allocate(ME)).isEqualTo(FrameTable.NONE);
        assertThat(frames.owned(ME)).isEqualTo(FRAMES);
    }

    @Test
    void zeroesAFrameBeforeItIsUsedAgain() {
        int frame = frames.allocate(ME);
        memory.putInt(MachineMemory.address(frame) + 100, 0x5EC2E7);
        frames.release(frame);
        assertThat(frames.allocate(OTHER)).isEqualTo(frame);
        assertThat(memory.getInt(MachineMemory.address(frame) + 100)).isZero();
    }

    @Test
    void freesAFrameWithItsLastReference() {
        int frame = frames.allocate(ME);
        assertThat(frames.acquire(frame, ME)).isTrue();
        frames.release(frame);
        assertThat(frames.owner(frame)).isEqualTo(ME);
        frames.release(frame);
        assertThat(frames.owner(frame)).isEqualTo(FrameTable.FREE);
        assertThat(frames.owned(ME)).isZero();
    }

    @Test
    void refusesToReleaseAFreeFrame() {
        assertThatThrownBy(() -> frames.release(3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("frame=3");
    }

    @Test
    void refusesToReleaseAUseThatThereIsNot() {
        int frame = frames.allocate(ME);
        assertThatThrownBy(() -> frames.releaseTyped(frame)).isInstanceOf(IllegalStateException.class);
        assertThat(frames.references(frame)).isEqualTo(1);
    }

    @Test
    void givesNoReferenceToAnotherDomainsFrame() {
        int frame = frames.allocate(ME);
        assertThat(frames.acquire(frame, OTHER)).isFalse();
        assertThat(frames.acquireWritable(frame, OTHER)).isFalse();
        assertThat(frames.references(frame)).isEqualTo(1);
    }

    @Test
    void givesNoReferenceToAFreeFrame() {
        assertThat(frames.acquire(5, FrameTable.FREE)).isFalse();
    }

    @Test
    void givesNoReferenceToAFrameOutsideTheMachine() {
        for (int frame : new int[] {-1, FRAMES, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThat(frames.exists(frame)).isFalse();
            assertThat(frames.acquire(frame, ME)).isFalse();
            assertThat(frames.acquirePageTable(frame, ME)).isFalse();
            assertThat(frames.detachUnmapped(frame, ME)).isFalse();
            assertThat(frames.isPageTable(frame, ME)).isFalse();
            assertThat(frames.owner(frame)).isEqualTo(FrameTable.FREE);
        }
    }

    @Test
    void neverLetsAPageTableBeWritable() {
        int frame = frames.allocate(ME);
        assertThat(frames.acquirePageTable(frame, ME)).isTrue();
        assertThat(frames.acquireWritable(frame, ME)).isFalse();
        assertThat(frames.acquire(frame, ME)).isTrue();
    }

    @Test
    void neverLetsAWritablePageBecomeAPageTable() {
        int frame = frames.allocate(ME);
        assertThat(frames.acquireWritable(frame, ME)).isTrue();
        assertThat(frames.acquirePageTable(frame, ME)).isFalse();
        frames.releaseTyped(frame);
        assertThat(frames.acquirePageTable(frame, ME)).isTrue();
    }

    @Test
    void stopsCountingReferencesBeforeTheyOverflow() {
        int frame = frames.allocate(ME);
        for (int i = 1; i < FrameState.MAX_COUNT; i++) {
            assertThat(frames.acquireWritable(frame, ME)).isTrue();
        }
        assertThat(frames.references(frame)).isEqualTo(FrameState.MAX_COUNT);
        assertThat(frames.acquire(frame, ME)).isFalse();
        assertThat(frames.acquireWritable(frame, ME)).isFalse();
        assertThat(frames.owner(frame)).isEqualTo(ME);
    }

    @Test
    void detachesAPageThatIsMappedOnceAndUsedNowhereElse() {
        int frame = frames.allocate(ME);
        frames.acquireWritable(frame, ME);
        assertThat(frames.detachMapped(frame, ME)).isTrue();
        assertThat(frames.owner(frame)).isEqualTo(FrameTable.HYPERVISOR);
        assertThat(frames.attachMapped(frame, OTHER)).isTrue();
        assertThat(frames.owner(frame)).isEqualTo(OTHER);
        assertThat(frames.references(frame)).isEqualTo(2);
    }

    @Test
    void detachesNoPageThatIsMappedTwiceOrPinnedOrAnothers() {
        int twice = frames.allocate(ME);
        frames.acquireWritable(twice, ME);
        frames.acquireWritable(twice, ME);
        int pinned = frames.allocate(ME);
        frames.acquireWritable(pinned, ME);
        frames.pin(pinned);
        int others = frames.allocate(OTHER);
        frames.acquireWritable(others, OTHER);
        assertThat(frames.detachMapped(twice, ME)).isFalse();
        assertThat(frames.detachMapped(pinned, ME)).isFalse();
        assertThat(frames.detachMapped(others, ME)).isFalse();
        assertThat(frames.owned(ME)).isEqualTo(2);
    }

    @Test
    void detachesAnUnmappedPageOnlyIfNobodyUsesIt() {
        int used = frames.allocate(ME);
        frames.acquire(used, ME);
        assertThat(frames.detachUnmapped(used, ME)).isFalse();
        frames.release(used);
        assertThat(frames.detachUnmapped(used, ME)).isTrue();
        assertThat(frames.attachUnmapped(used, OTHER)).isTrue();
        assertThat(frames.owner(used)).isEqualTo(OTHER);
    }

    @Test
    void freesAnAbandonedFrameThatNobodyElseUses() {
        int frame = frames.allocate(ME);
        frames.pin(frame);
        assertThat(frames.abandon(frame, ME)).isTrue();
        assertThat(frames.owner(frame)).isEqualTo(FrameTable.FREE);
    }

    @Test
    void keepsAnAbandonedFrameForTheHypervisorUntilItsLastUseEnds() {
        int frame = frames.allocate(ME);
        frames.acquireWritable(frame, ME);
        assertThat(frames.abandon(frame, ME)).isTrue();
        assertThat(frames.owner(frame)).isEqualTo(FrameTable.HYPERVISOR);
        assertThat(frames.acquire(frame, ME)).isFalse();
        frames.releaseTyped(frame);
        assertThat(frames.owner(frame)).isEqualTo(FrameTable.FREE);
        assertThat(frames.owned(FrameTable.HYPERVISOR)).isZero();
    }

    @Test
    void abandonsOnlyItsOwnersFrames() {
        int frame = frames.allocate(ME);
        assertThat(frames.abandon(frame, OTHER)).isFalse();
        assertThat(frames.owner(frame)).isEqualTo(ME);
    }

    @Test
    void neverGivesOneFrameToTwoThreads() throws InterruptedException {
        AtomicInteger[] holders = new AtomicInteger[FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            holders[i] = new AtomicInteger();
        }
        Set<String> faults = ConcurrentHashMap.newKeySet();
        runOnFourThreads(owner -> {
            int frame = frames.allocate(owner);
            if (frame != FrameTable.NONE) {
                if (holders[frame].incrementAndGet() != 1 || frames.owner(frame) != owner) {
                    faults.add("frame " + frame);
                }
                holders[frame].decrementAndGet();
                frames.release(frame);
            }
        });
        assertThat(faults).isEmpty();
        assertThat(frames.owned(FrameTable.FREE)).isEqualTo(FRAMES);
    }

    @Test
    void losesNoReferenceWhenThreadsRaceForOneFrame() throws InterruptedException {
        int frame = frames.allocate(ME);
        runOnFourThreads(owner -> {
            boolean typed = ThreadLocalRandom.current().nextBoolean();
            if (typed ? frames.acquireWritable(frame, ME) : frames.acquire(frame, ME)) {
                if (typed) {
                    frames.releaseTyped(frame);
                } else {
                    frames.release(frame);
                }
            }
            if (frames.detachUnmapped(frame, ME)) {
                frames.attachUnmapped(frame, ME);
            }
        });
        assertThat(frames.references(frame)).isEqualTo(1);
        assertThat(frames.detachUnmapped(frame, ME)).isTrue();
        assertThat(frames.owned(FrameTable.HYPERVISOR)).isEqualTo(1);
    }

    private static void runOnFourThreads(IntConsumer round) throws InterruptedException {
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            int owner = 10 + i;
            threads[i] = new Thread(() -> {
                for (int n = 0; n < 50_000; n++) {
                    round.accept(owner);
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
