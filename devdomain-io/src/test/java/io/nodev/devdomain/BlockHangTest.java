package io.nodev.devdomain;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.DiskTransfer;
import io.nodev.common.disk.ForwardingDisk;
import io.nodev.common.disk.MemoryDisk;
import io.nodev.common.machine.RestartPolicy;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.hypervisor.memory.FrameTable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A running machine whose device domain does not come back from its disk: the controller finds it by its time-out. */
class BlockHangTest {
    private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int DISKS = 1;

    private final AtomicReference<CountDownLatch> toHang = new AtomicReference<>();
    private final CountDownLatch hung = new CountDownLatch(1);
    private BlockFixture fixture;

    @AfterEach
    void close() {
        fixture.close();
    }

    /** A disk that does not come back once, when told to: it has done the transfer by then. */
    private final class HangingDisk extends ForwardingDisk {
        private HangingDisk(Disk disk) {
            super(disk);
        }

        @Override
        public boolean submit(DiskTransfer transfer, int cookie) {
            boolean taken = super.submit(transfer, cookie);
            CountDownLatch end = toHang.getAndSet(null);
            if (end != null) {
                hung.countDown();
                while (end.getCount() != 0) {
                    Thread.onSpinWait();
                }
            }
            return taken;
        }

        @Override
        protected Disk around(Disk next) {
            return new HangingDisk(next);
        }
    }

    private void boot(int restarts) {
        RestartPolicy policy = RestartPolicy.atMost(restarts).withAnswerNanos(ANSWER_NANOS);
        Disk disk = new HangingDisk(MemoryDisk.of("hda", BlockFixture.HDA, BlockFixture.SECTORS));
        fixture = new BlockFixture(SchedulerKind.THREADED, DISKS, disk, policy);
    }

    /** Has guest 2 write, and waits until the disk hangs because of that. */
    private CountDownLatch hang(byte[] bytes, long tag) throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        toHang.set(end);
        fixture.guest(2).write("sda", 8, bytes, tag);
        fixture.machine().hypervisor().domains().find(2).wake();
        assertThat(hung.await(60, TimeUnit.SECONDS)).isTrue();
        return end;
    }

    @Test
    void isFoundAndMadeAnewAndWhatWasUnderWayIsDoneByTheNext() throws InterruptedException {
        boot(5);
        byte[] bytes = BlockFixture.random(8, 3);
        CountDownLatch end = hang(bytes, 1);
        fixture.guest(3).read("sda", 0, 8, 2);
        fixture.machine().hypervisor().domains().find(3).wake();
        await(() -> fixture.machine().restarts(DISKS) >= 1);
        fixture.settle();
        assertThat(fixture.console())
                .contains("backend of domain 1 (disks) hangs: no answer for ")
                .doesNotContain("crashed");
        assertThat(fixture.guest(2).done(1).status()).isZero();
        assertThat(fixture.guest(3).done(2).status()).isZero();
        fixture.guest(2).read("sda", 8, 8, 4);
        fixture.run(2);
        assertThat(fixture.guest(2).done(4).bytes()).isEqualTo(bytes);
        FrameTable frames = fixture.machine().hypervisor().frames();
        assertThat(frames.owned(FrameTable.HYPERVISOR))
                .as("the pages that the hung thread can reach")
                .isPositive();
        end.countDown();
        await(() -> frames.owned(FrameTable.HYPERVISOR) == 0);
        fixture.settle();
        assertThat(fixture.guest(2).done()).as("completions, one each").hasSize(2);
    }

    @Test
    void isReportedOnceIfItMayNotBeMendedAndServesAgainWhenItGoesOn() throws InterruptedException {
        boot(0);
        byte[] bytes = BlockFixture.random(8, 5);
        CountDownLatch end = hang(bytes, 1);
        await(() -> fixture.console().contains("backend of domain 1 (disks) hangs"));
        TimeUnit.NANOSECONDS.sleep(ANSWER_NANOS);
        assertThat(fixture.console()).containsOnlyOnce("backend of domain 1 (disks) hangs");
        assertThat(fixture.guest(2).done()).isEmpty();
        end.countDown();
        fixture.settle();
        assertThat(fixture.guest(2).done(1).status()).isZero();
        assertThat(fixture.machine().restarts(DISKS)).isZero();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start).as("waited, ns").isLessThan(TimeUnit.SECONDS.toNanos(60));
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }
}
