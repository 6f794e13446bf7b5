package io.nodev.common.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.hypervisor.memory.Memory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a disk makes of a medium that fails. */
class QueuedDiskTest {
    private static final DriveSpec DRIVE = DriveSpec.disk("hda", 0x300);

    /** 8 sectors in memory that fail on demand. */
    private static final class FailingMedium implements Medium {
        private final MemoryMedium bytes = new MemoryMedium(4_096);
        private boolean failing;
        private boolean gone;
        private int forces;
        private CountDownLatch readsStarted = new CountDownLatch(0);
        private CountDownLatch readsGoOn = new CountDownLatch(0);

        private void work() throws IOException {
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
            work();
            bytes.read(position, into, address, length);
        }

        @Override
        public void write(long position, Memory from, int address, int length) throws IOException {
            work();
            bytes.write(position, from, address, length);
        }

        @Override
        public void force() throws IOException {
            forces++;
            work();
        }

        @Override
        public void check() throws IOException {
            if (gone) {
                throw new IOException("replaced");
            }
        }

        @Override
        public void close() throws IOException {
            work();
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
    void aFlushOfAMediumThatNobodyWroteToSinceTheLastOneIsACheck() {
        assertThat(owner.flush()).isTrue();
        assertThat(owner.flush()).isTrue();
        assertThat(medium.forces)
                .as("what was written before it was opened counts")
                .isEqualTo(1);
        assertThat(owner.write(0, new byte[512])).isTrue();
        assertThat(owner.flush()).isTrue();
        assertThat(medium.forces).isEqualTo(2);
        medium.gone = true;
        assertThat(owner.flush()).isFalse();
        medium.gone = false;
        assertThat(owner.flush()).as("after one that failed").isFalse();
        assertThat(medium.forces).isEqualTo(2);
    }

    @Test
    void aWriteThatFailedMayHaveWrittenAndIsForced() {
        assertThat(owner.flush()).isTrue();
        medium.failing = true;
        assertThat(owner.write(0, new byte[512])).isFalse();
        medium.failing = false;
        assertThat(owner.flush()).isTrue();
        assertThat(medium.forces).isEqualTo(2);
    }

    @Test
    void aLaterOwnerIsInterruptedWhenAFormerOneIsDoneWithItsTransfer() throws InterruptedException {
        medium.readsStarted = new CountDownLatch(1);
        medium.readsGoOn = new CountDownLatch(1);
        Thread former = new Thread(() -> owner.canRead(0, 1));
        former.start();
        medium.readsStarted.await();
        Disk next = disk.reset();
        AtomicInteger interrupts = new AtomicInteger();
        next.setInterrupt(interrupts::incrementAndGet);
        DiskTransfer flush = new DiskTransfer().flush();
        assertThat(next.submit(flush, 1)).isFalse();
        assertThat(next.submit(flush, 1)).isFalse();
        assertThat(interrupts).hasValue(0);
        medium.readsGoOn.countDown();
        former.join();
        assertThat(interrupts).hasValue(1);
        assertThat(medium.forces).isZero();
        assertThat(new DiskOwner(next).flush()).isTrue();
        assertThat(medium.forces).isEqualTo(1);
    }
}
