package io.nodev.common.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every disk that can be written, of 8,192 sectors. */
class DiskContractTest {
    private static final int SECTORS = 8_192;

    @TempDir
    private Path folder;

    private final List<Disk> opened = new ArrayList<>();

    enum Kind {
        MEMORY {
            @Override
            Disk open(Path folder) {
                return MemoryDisk.of("hda", 0x300, SECTORS);
            }
        },
        IMAGE {
            @Override
            Disk open(Path folder) throws IOException {
                Path image = folder.resolve("disk.img");
                Files.write(image, new byte[SECTORS * Disk.SECTOR_SIZE]);
                return ImageDisk.open(DriveSpec.disk("hda", 0x300), image);
            }
        };

        abstract Disk open(Path folder) throws IOException;
    }

    private Disk open(Kind kind) throws IOException {
        Disk disk = kind.open(folder);
        opened.add(disk);
        return disk;
    }

    @AfterEach
    void close() {
        opened.forEach(Disk::close);
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatItIs(Kind kind) throws IOException {
        Disk disk = open(kind);
        assertThat(disk.name()).isEqualTo("hda");
        assertThat(disk.device()).isEqualTo(0x300);
        assertThat(disk.type()).isEqualTo(DiskType.DISK);
        assertThat(disk.readOnly()).isFalse();
        assertThat(disk.sectors()).isEqualTo(SECTORS);
    }

    @ParameterizedTest
    @EnumSource
    void bringsBackWhatWasWrittenAndZerosElsewhere(Kind kind) throws IOException {
        DiskOwner owner = new DiskOwner(open(kind));
        Random random = new Random(1);
        byte[] model = new byte[SECTORS * Disk.SECTOR_SIZE];
        for (int i = 0; i < 300; i++) {
            int sectors = 1 + random.nextInt(i % 10 == 0 ? 3_000 : 40);
            int sector = random.nextInt(SECTORS - sectors + 1);
            byte[] bytes = new byte[sectors * Disk.SECTOR_SIZE];
            random.nextBytes(bytes);
            assertThat(owner.write(sector, bytes)).isTrue();
            System.arraycopy(bytes, 0, model, sector * Disk.SECTOR_SIZE, bytes.length);
        }
        assertThat(owner.read(0, SECTORS)).isEqualTo(model);
    }

    @ParameterizedTest
    @EnumSource
    void transfersOutsideAreNotGoodAndCounted(Kind kind) throws IOException {
        Disk disk = open(kind);
        DiskOwner owner = new DiskOwner(disk);
        long[][] outside = {
            {SECTORS, 1},
            {SECTORS - 1, 2},
            {-1, 1},
            {-1, 2},
            {0, 0},
            {5, -1},
            {0, SECTORS + 1},
            {Long.MAX_VALUE, 1},
            {Long.MIN_VALUE, 1},
            {Long.MAX_VALUE, Integer.MAX_VALUE},
            {1L << 55, 1},
            {0, 1 << 23}
        };
        for (long[] place : outside) {
            for (DiskOperation operation : new DiskOperation[] {DiskOperation.READ, DiskOperation.WRITE}) {
                owner.transfer.of(operation, place[0], (int) place[1]).at(owner.memory, 0);
                assertThat(owner.isDone()).as("%s %s", operation, place).isFalse();
            }
        }
        assertThat(disk.stats().errors()).isEqualTo(2 * outside.length);
        assertThat(disk.stats().reads() + disk.stats().writes()).isZero();
        assertThat(owner.canRead(SECTORS - 1, 1)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void countsWhatWasDone(Kind kind) throws IOException {
        Disk disk = open(kind);
        DiskOwner owner = new DiskOwner(disk);
        owner.write(1, new byte[1_024]);
        owner.write(9, new byte[512]);
        owner.read(0, 7);
        owner.flush();
        assertThat(disk.stats().writes()).isEqualTo(2);
        assertThat(disk.stats().sectorsWritten()).isEqualTo(3);
        assertThat(disk.stats().reads()).isEqualTo(1);
        assertThat(disk.stats().sectorsRead()).isEqualTo(7);
        assertThat(disk.stats().flushes()).isEqualTo(1);
        assertThat(disk.stats().errors()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void takesUntilItsQueueIsFullAndShowsWithinTheBudget(Kind kind) throws IOException {
        Disk disk = open(kind);
        DiskOwner owner = new DiskOwner(disk);
        owner.transfer.of(DiskOperation.READ, 0, 1).at(owner.memory, 0);
        int taken = 0;
        while (disk.submit(owner.transfer, -taken)) {
            taken++;
        }
        assertThat(taken).isGreaterThanOrEqualTo(64 * 22);
        assertThat(owner.poll(0)).isZero();
        assertThat(owner.poll(1_000)).isEqualTo(1_000);
        assertThat(disk.submit(owner.transfer, 5)).isTrue();
        assertThat(owner.poll(10_000)).isEqualTo(taken - 1_000 + 1);
        assertThat(owner.cookies).hasSize(taken + 1).doesNotHaveDuplicates();
        assertThat(owner.outcomes).containsOnly(true);
        assertThatThrownBy(() -> owner.poll(-1)).hasMessage("a budget is 0 or more: budget=-1");
    }

    @ParameterizedTest
    @EnumSource
    void interruptsOncePerPollThatFoundAllThereWas(Kind kind) throws IOException {
        Disk disk = open(kind);
        DiskOwner owner = new DiskOwner(disk);
        AtomicInteger interrupts = new AtomicInteger();
        disk.submit(owner.transfer, 1);
        disk.setInterrupt(interrupts::incrementAndGet);
        assertThat(interrupts).as("one waits already").hasValue(1);
        disk.submit(owner.transfer, 2);
        assertThat(owner.poll(2)).isEqualTo(2);
        disk.submit(owner.transfer, 3);
        assertThat(interrupts).as("the budget was used up").hasValue(1);
        assertThat(owner.poll(2)).isEqualTo(1);
        disk.submit(owner.transfer, 4);
        assertThat(interrupts).hasValue(2);
    }

    @ParameterizedTest
    @EnumSource
    void interruptsForWhatAnEventAddsDuringAPoll(Kind kind) throws IOException {
        Disk disk = open(kind);
        DiskTransfer flush = new DiskTransfer();
        AtomicInteger shown = new AtomicInteger();
        DiskEvents submitsAnother = (cookie, good) -> {
            shown.incrementAndGet();
            if (cookie < 3) {
                disk.submit(flush, cookie + 1);
            }
        };
        disk.submit(flush, 1);
        assertThat(disk.poll(submitsAnother, 2)).isEqualTo(2);
        assertThat(disk.poll(submitsAnother, 2)).isEqualTo(1);
        assertThat(shown).hasValue(3);
    }

    @ParameterizedTest
    @EnumSource
    void aFormerOwnerHasNothingOfTheNextOnes(Kind kind) throws IOException {
        Disk first = open(kind);
        DiskTransfer flush = new DiskTransfer();
        AtomicInteger former = new AtomicInteger();
        AtomicInteger next = new AtomicInteger();
        first.setInterrupt(former::incrementAndGet);
        first.submit(flush, 1);
        former.set(0);
        Disk second = first.reset();
        Disk third = second.reset();
        third.setInterrupt(next::incrementAndGet);
        assertThat(third.submit(flush, 3)).isTrue();

        List<Integer> cookies = new ArrayList<>();
        assertThat(first.submit(flush, 9)).isFalse();
        assertThat(second.submit(flush, 9)).isFalse();
        assertThat(second.poll((cookie, good) -> cookies.add(cookie), 9)).isZero();
        assertThat(third.poll((cookie, good) -> cookies.add(cookie), 9)).isEqualTo(1);
        assertThat(cookies).containsExactly(3);
        assertThat(former).hasValue(0);
        assertThat(next).hasValue(1);
        assertThat(third.stats()).isSameAs(first.stats());
        assertThat(third.stats().flushes()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void allocatesNothingForATransfer(Kind kind) throws IOException {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Disk disk = open(kind);
        DiskOwner owner = new DiskOwner(disk);
        AtomicInteger completed = new AtomicInteger();
        DiskEvents counting = (cookie, good) -> completed.incrementAndGet();
        readAndWrite(disk, owner, counting, 1_000);

        long before = threads.getCurrentThreadAllocatedBytes();
        int transfers = 20_000;
        readAndWrite(disk, owner, counting, transfers);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(completed).hasValue(transfers + 1_000);
        assertThat(allocated).as("bytes for %d transfers", transfers).isLessThan(transfers);
    }

    private static void readAndWrite(Disk disk, DiskOwner owner, DiskEvents events, int transfers) {
        for (int i = 0; i < transfers; i++) {
            DiskOperation operation = i % 2 == 0 ? DiskOperation.READ : DiskOperation.WRITE;
            disk.submit(owner.transfer.of(operation, i % 8_000, 8).at(owner.memory, 4_096), i);
            disk.poll(events, 4);
        }
    }
}
