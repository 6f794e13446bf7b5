package io.nodev.plugin.generate;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.FileMedium;
import io.nodev.common.disk.Medium;
import io.nodev.common.disk.MemoryMedium;
import io.nodev.common.machine.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Transfers a second between a guest's array and random places of a disk of 32 MiB, and GB (10^9 bytes) a second, through a
 * whole machine of either architecture under the cooperative scheduler on one thread, and through a bare ring with the same
 * copies. Nothing is flushed: a file is in the host's cache. {@code -prof gc} shows bytes of garbage for each transfer.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BlockBenchmark {
    private static final int BATCH = 256;
    private static final double BYTES_PER_GB = 1e9;
    private static final int BYTES_PER_KIB = 1_024;

    /** KiB of a transfer. */
    @Param({"4", "64"})
    public int kib;

    /** Transfers at a time. */
    @Param({"1", "32"})
    public int depth;

    /** What the disk is kept on. */
    @Param({"memory", "file"})
    public String medium;

    /** The stack, or its peer. */
    @Param({"bare-ring", "legacy-io", "devdomain-io"})
    public String stack;

    private BlockShape shape;
    private Path file;
    private Medium opened;
    private BlockMover mover;

    /** What was moved. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Moved {
        /** Bytes, in units of 10^9. */
        public double gigabytes;
    }

    /** Makes the disk and boots the machine. */
    @Setup(Level.Trial)
    public void boot() throws IOException {
        shape = new BlockShape(kib, depth);
        opened = open();
        mover = stack.equals("bare-ring") ? new BareRing(opened, shape) : machine();
    }

    private BlockMover machine() {
        Architecture architecture = Stream.of(Architecture.values())
                .filter(each -> each.id().equals(stack))
                .findFirst()
                .orElseThrow();
        return new BlockMachine(architecture, opened, shape);
    }

    private Medium open() throws IOException {
        int size = BlockShape.DISK_SECTORS * Disk.SECTOR_SIZE;
        if (medium.equals("memory")) {
            return new MemoryMedium(size);
        }
        file = Files.write(Files.createTempFile("block", ".img"), new byte[size]);
        return FileMedium.open(file, false, Disk.SECTOR_SIZE);
    }

    /** From the disk to the guest. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void read(Moved moved) {
        move(false, moved);
    }

    /** From the guest to the disk. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void write(Moved moved) {
        move(true, moved);
    }

    private void move(boolean write, Moved moved) {
        int requests = BATCH * shape.requests();
        int done = mover.move(write, requests);
        if (done != requests) {
            throw new IllegalStateException("not every request was done: requests=" + requests + " done=" + done);
        }
        moved.gigabytes += BATCH * (kib * BYTES_PER_KIB / BYTES_PER_GB);
    }

    /** Stops the machine and removes the file. */
    @TearDown(Level.Trial)
    public void close() throws IOException {
        mover.close();
        opened.close();
        if (file != null) {
            Files.delete(file);
        }
    }
}
