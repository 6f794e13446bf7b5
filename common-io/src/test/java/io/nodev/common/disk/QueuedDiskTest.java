package io.nodev.common.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.hypervisor.memory.Memory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What a disk makes of a medium that fails. */
class QueuedDiskTest {
    private static final DriveSpec DRIVE = DriveSpec.disk("hda", 0x300);

    /** 8 sectors in memory that fail on demand. */
    private static final class FailingMedium implements Medium {
        private final MemoryMedium bytes = new MemoryMedium(4_096);
        private boolean failing;
        private int forces;
        private CountDownLatch readsStarted = new CountDownLatch(0);
        private CountDownLatch readsGoOn = new CountDownLatch(0);

        private void check() throws IOException {
            if (failing) {
                throw new IOException("I/O error");
            }
        }

        @Override
        public long size() {
            return bytes.size();
        }

        @Override
        public void read(long position, Memory into, int address, int length) throws IOException {
            readsStarted.countDown();
            try {
                readsGoOn.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            check();
            bytes.read(position, into, address, length);
        }

        @Override
        public void write(long position, Memory from, int address, int length) throws IOException {
            check();
            bytes.write(position, from, address, length);
        }

        @Override
        public void force() throws IOException {
            forces++;
            check();
        }

        @Override
        public void close() throws IOException {
            check();
        }
    }

    private final FailingMedium medium = new FailingMedium();
    private final QueuedDisk disk = new QueuedDisk(DRIVE, medium);
    private final DiskOwner owner = new DiskOwner(disk);

    @Test
    void aFailureOfTheMediumIsACompletionThatIsNotGood() {
        medium.failing = true;
        assertThat(owner.canRead(0, 1)).isFalse();
        assertThat(owner.write(0, new byte[512])).isFalse();
        assertThat(disk.stats().errors()).isEqualTo(2);
        medium.failing = false;
        assertThat(owner.canRead(0, 1)).isTrue();
        assertThat(owner.flush()).as("no flush failed before").isTrue();
    }

    @Test
    void afterAFlushThatFailedNoneIsGoodForAnyOwner() {
        medium.failing = true;
        assertThat(owner.flush()).isFalse();
        medium.failing = false;
        assertThat(owner.write(0, new byte[512])).isTrue();
        assertThat(owner.flush()).isFalse();
        Disk next = disk.reset();
        assertThat(new DiskOwner(next).flush()).isFalse();
        assertThat(medium.forces).as("the medium is not asked again").isEqualTo(1);
        assertThat(disk.stats().flushes()).isZero();
        assertThat(disk.stats().errors()).isEqualTo(3);
    }

    @Test
    void aMediumThatCannotBeClosedIsTold() {
        medium.failing = true;
        assertThatThrownBy(disk::close)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot close the medium of disk hda");
    }

    @Test
    void aLaterOwnerWaitsForTheTransferThatAFormerOneIsJustDoing() throws InterruptedException {
        medium.readsStarted = new CountDownLatch(1);
        medium.readsGoOn = new CountDownLatch(1);
        Thread former = new Thread(() -> owner.canRead(0, 1));
        former.start();
        medium.readsStarted.await();
        DiskOwner later = new DiskOwner(disk.reset());
        Thread second = new Thread(later::flush);
        second.start();
        awaitBusy(second);
        assertThat(medium.forces).isZero();
        assertThat(second.isAlive()).isTrue();
        medium.readsGoOn.countDown();
        former.join();
        second.join();
        assertThat(medium.forces).isEqualTo(1);
        assertThat(later.outcomes).containsExactly(true);
    }

    /** Until a thread has worked for a while within the disk, or is over. */
    private static void awaitBusy(Thread thread) throws InterruptedException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        while (thread.isAlive() && !isSubmitting(thread)) {
            Thread.sleep(1);
        }
        long start = threads.getThreadCpuTime(thread.getId());
        while (thread.isAlive() && threads.getThreadCpuTime(thread.getId()) - start < 5_000_000) {
            Thread.sleep(1);
        }
    }

    private static boolean isSubmitting(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(QueuedDisk.class.getName())
                        && frame.getMethodName().equals("submitOf"));
    }
}
