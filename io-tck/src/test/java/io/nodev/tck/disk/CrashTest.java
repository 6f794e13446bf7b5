package io.nodev.tck.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.DiskOperation;
import io.nodev.common.disk.DiskTransfer;
import io.nodev.common.disk.DriveSpec;
import io.nodev.common.disk.Medium;
import io.nodev.common.disk.QueuedDisk;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.MemoryRegion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random writes and flushes, and a crash after each of them. */
class CrashTest {
    private static final int SECTORS = 64;
    private static final int STEPS = 400;

    private final MachineMemory memory = new MachineMemory(MemoryRegion.ofFrames(2));
    private final FlushedWrites flushedWrites = new FlushedWrites(RecordingMedium::original);
    private final List<Long> lost = new ArrayList<>();

    /** Runs random operations and keeps what was lost in any crash. */
    private void run(RecordingMedium recording, Medium medium, long seed) {
        Random random = new Random(seed);
        Random crashes = new Random(seed + 1);
        recording.afterEachEvent(() -> {
            for (int i = 0; i < 5; i++) {
                lost.addAll(flushedWrites.lostIn(recording.crashImage(crashes)));
            }
        });
        Disk disk = new QueuedDisk(DriveSpec.disk("hda", 0x300), medium);
        for (int i = 0; i < STEPS; i++) {
            if (random.nextInt(6) == 0) {
                flush(disk);
            } else {
                write(disk, random);
            }
        }
    }

    private void write(Disk disk, Random random) {
        int sectors = 1 + random.nextInt(8);
        byte[] bytes = new byte[sectors * Disk.SECTOR_SIZE];
        random.nextBytes(bytes);
        long sector = random.nextInt(SECTORS - sectors + 1);
        memory.write(0, bytes, 0, bytes.length);
        flushedWrites.put(sector, bytes);
        disk.submit(new DiskTransfer().of(DiskOperation.WRITE, sector, sectors).at(memory, 0), 0);
        disk.poll((cookie, good) -> flushedWrites.completed(sector, sectors), 1);
    }

    private void flush(Disk disk) {
        FlushedWrites.Flush flush = flushedWrites.flush();
        disk.submit(new DiskTransfer().flush(), 0);
        disk.poll(
                (cookie, good) -> {
                    if (good) {
                        flushedWrites.flushed(flush);
                    }
                },
                1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noCrashLosesWhatAFlushCovered(long seed) {
        RecordingMedium recording = new RecordingMedium(SECTORS);
        run(recording, recording, seed);
        assertThat(recording.forces()).isGreaterThan(20);
        assertThat(lost).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aFlushThatDoesNothingIsCaught(long seed) {
        RecordingMedium recording = new RecordingMedium(SECTORS);
        FaultyMedium mutant = new FaultyMedium(recording);
        mutant.forgetForces();
        run(recording, mutant, seed);
        assertThat(recording.forces()).isZero();
        assertThat(lost).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aFlushThatFailsCoversNothingAndNoLaterOneDoes(long seed) {
        RecordingMedium recording = new RecordingMedium(SECTORS);
        FaultyMedium faulty = new FaultyMedium(recording);
        faulty.fail(DiskOperation.FLUSH, 1);
        run(recording, faulty, seed);
        assertThat(recording.forces()).as("the disk asks no more").isZero();
        assertThat(lost).isEmpty();
    }

    @Test
    void aCrashDropsKeepsTearsAndReordersWhatWasNotForced() {
        RecordingMedium recording = new RecordingMedium(2, 256);
        write(recording, 0, 1, 1_024);
        recording.force();
        write(recording, 0, 2, 1_024);
        write(recording, 512, 3, 512);
        Set<String> images = new HashSet<>();
        Random random = new Random(4);
        for (int i = 0; i < 5_000; i++) {
            LongFunction<byte[]> image = recording.crashImage(random);
            byte[] first = image.apply(0);
            byte[] second = image.apply(1);
            images.add("" + first[0] + first[256] + second[0] + second[256]);
        }
        Set<String> possible = new HashSet<>();
        for (char first : "12".toCharArray()) {
            for (char second : "12".toCharArray()) {
                for (char third : "123".toCharArray()) {
                    for (char fourth : "123".toCharArray()) {
                        possible.add("" + first + second + third + fourth);
                    }
                }
            }
        }
        assertThat(images).isEqualTo(possible);
    }

    private void write(RecordingMedium recording, int position, int value, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        memory.write(0, bytes, 0, length);
        recording.write(position, memory, 0, length);
    }
}
