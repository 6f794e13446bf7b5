package io.nodev.legacy.vbd;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.DriveSpec;
import io.nodev.common.disk.Extent;
import io.nodev.common.disk.FileMedium;
import io.nodev.common.disk.Medium;
import io.nodev.common.disk.MemoryMedium;
import io.nodev.common.disk.QueuedDisk;
import io.nodev.common.guest.BlockCompletion;
import io.nodev.common.guest.BlockDevices;
import io.nodev.common.guest.BlockHandler;
import io.nodev.common.guest.IdleGuest;
import io.nodev.common.guest.VirtualBlockDevice;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.machine.VbdMode;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.legacy.LegacyMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Random reads of 4 and 64 KiB at a depth, bytes copied to the guest's own array at the end: {@code machine} through a guest's
 * driver, the hypercall, checks, translation, disk and interrupt, on one thread in the guest's place under the cooperative
 * scheduler; {@code bareRing} the same copies between two ends of a ring. A read of 64 KiB is two requests. {@code reads} and
 * {@code bytes} are what was read in a second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BlockBenchmark {
    private static final int DISK_SECTORS = 1 << 16;
    private static final int HDA = 0x300;
    private static final int LONGEST = 64;
    private static final int SECTORS_PER_KIB = 2;

    /** KiB of a read. */
    @Param({"4", "64"})
    private int kib;

    /** Reads at a time. */
    @Param({"1", "32"})
    private int depth;

    /** What the disk is kept on. */
    @Param({"memory", "file"})
    private String kind;

    private final SplittableRandom random = new SplittableRandom(1);
    private final long[] firsts = new long[BlockRingLayout.SLOTS];
    private final byte[] seen = new byte[LONGEST * Disk.SECTOR_SIZE];
    private final BlockHandler handler = this::completed;
    private Path file;
    private Medium medium;
    private LegacyMachine machine;
    private BlockDevices devices;
    private VirtualBlockDevice device;
    private BareRing bare;
    private int requests;
    private int sectors;
    private int good;

    /** What was read. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Done {
        /** Reads of the size in question. */
        public long reads;

        /** Their bytes. */
        public long bytes;
    }

    /** Boots a machine and connects a bare ring to the same medium. */
    @Setup
    public void boot() throws IOException {
        int perRead = Math.max(1, kib * SECTORS_PER_KIB / LONGEST);
        sectors = kib * SECTORS_PER_KIB / perRead;
        requests = depth * perRead;
        medium = open();
        machine = LegacyMachine.builder("benchmark", MachineOptions.defaults())
                .disk(new QueuedDisk(DriveSpec.disk("hda", HDA), medium))
                .domain(DomainConfig.ordinary(1, "reader", 2048), IdleGuest::new)
                .vbd(new VbdConfig(HDA, VbdMode.READ_WRITE, List.of(new Extent(HDA, 0, DISK_SECTORS))))
                .boot();
        devices = machine.blockDevices(1);
        device = devices.all().get(0);
        bare = new BareRing(medium);
    }

    private Medium open() throws IOException {
        if (kind.equals("memory")) {
            return new MemoryMedium((long) DISK_SECTORS * Disk.SECTOR_SIZE);
        }
        file = Files.createTempFile("block", ".img");
        Files.write(file, new byte[DISK_SECTORS * Disk.SECTOR_SIZE]);
        return FileMedium.open(file, false, Disk.SECTOR_SIZE);
    }

    /** Lets go of everything. */
    @TearDown
    public void close() throws IOException {
        machine.close();
        if (file != null) {
            Files.delete(file);
        }
    }

    private void draw() {
        for (int i = 0; i < requests; i++) {
            firsts[i] = random.nextInt(DISK_SECTORS / sectors) * (long) sectors;
        }
    }

    private void count(Done done, int answered) {
        if (answered != requests) {
            throw new IllegalStateException("each request is answered: answered=" + answered);
        }
        done.reads += depth;
        done.bytes += (long) depth * kib * 1024;
    }

    private void completed(BlockCompletion completion) {
        completion.copyTo(seen, 0);
        good += completion.isGood() ? 1 : 0;
    }

    /** The whole way in a machine. */
    @Benchmark
    public void machine(Done done) {
        draw();
        good = 0;
        for (int i = 0; i < requests; i++) {
            device.read(firsts[i], sectors, i);
        }
        devices.submit();
        devices.complete(handler, requests);
        count(done, good);
    }

    /** The copies alone. */
    @Benchmark
    public void bareRing(Done done) throws IOException {
        draw();
        count(done, bare.read(firsts, requests, sectors));
    }
}
