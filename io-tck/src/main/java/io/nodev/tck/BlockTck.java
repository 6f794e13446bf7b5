package io.nodev.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.DriveSpec;
import io.nodev.common.disk.Extent;
import io.nodev.common.disk.Medium;
import io.nodev.common.disk.QueuedDisk;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.machine.VbdControl;
import io.nodev.common.machine.VbdMode;
import io.nodev.tck.disk.TestMedium;
import io.nodev.tck.harness.BlockRequest;
import io.nodev.tck.harness.BlockResponse;
import io.nodev.tck.harness.DomainSpec;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.harness.RawBlockPort;
import io.nodev.tck.harness.StackCapability;
import io.nodev.tck.harness.Topology;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;

/** What contracts about sectors share: a disk, machines with VBDs on it, and asking for sectors. */
public abstract class BlockTck extends IoStackTck {
    /** Guest A. */
    static final int A = 1;

    /** Guest B. */
    static final int B = 2;

    /** Number of the disk {@code hda}. */
    static final int HDA = 0x300;

    /** Number of the VBD that a test is about unless it is about numbers. */
    static final int VBD = 0x301;

    /** Sectors of the disk. */
    static final int DISK_SECTORS = 4096;

    /** Status of a request that was done. */
    static final int OK = 0;

    private TestMedium disk;

    BlockTck() {}

    @BeforeEach
    final void newDisk() {
        disk = new TestMedium(DISK_SECTORS);
    }

    /** What is on the disk of this test's machines. */
    final TestMedium disk() {
        return disk;
    }

    /** The status of a request that is refused for its form. */
    final int refused() {
        return supports(StackCapability.RING_STATUS_CODES) ? 1 : -1;
    }

    /** The status of a request that the disk failed at. */
    final int failed() {
        return supports(StackCapability.RING_STATUS_CODES) ? 2 : -1;
    }

    /** A readable and writable VBD of these extents. */
    static VbdConfig writable(Extent... extents) {
        return new VbdConfig(VBD, VbdMode.READ_WRITE, List.of(extents));
    }

    /** Sectors of the disk. */
    static Extent extent(long start, long sectors) {
        return new Extent(HDA, start, sectors);
    }

    private Topology withVbds(Topology topology, VbdConfig... vbds) {
        DomainSpec guest = topology.domain(A);
        return topology.withDisk(hda(disk)).withDomain(guest.withVbds(vbds));
    }

    /** The disk {@code hda} on a medium. */
    static Disk hda(Medium medium) {
        return new QueuedDisk(DriveSpec.disk("hda", HDA), medium);
    }

    /** Boots the standard machine with another disk, of which A has these VBDs and B has {@code ofB}; no drivers. */
    final MachineUnderTest bootOn(Disk other, VbdConfig ofB, VbdConfig... vbds) {
        return boot(topology -> topology.withDisk(other)
                .withDomain(topology.domain(A).withVbds(vbds))
                .withDomain(topology.domain(B).withVbds(ofB)));
    }

    /** Boots the standard machine with a disk, of which guest A has these VBDs, and no driver in it. */
    final MachineUnderTest boot(VbdConfig... vbds) {
        return boot(topology -> withVbds(topology, vbds));
    }

    /** Boots the same machine with the stack's own drivers. */
    final MachineUnderTest bootWithDrivers(VbdConfig... vbds) {
        return bootWithDrivers(topology -> withVbds(topology, vbds));
    }

    /** Puts one request to guest A's ring and returns its response. */
    static BlockResponse ask(MachineUnderTest machine, BlockRequest request) {
        RawBlockPort port = machine.block(A);
        port.fill(request);
        port.push();
        machine.settle();
        List<BlockResponse> responses = port.take();
        assertThat(responses).as("responses to one request").hasSize(1);
        BlockResponse response = responses.get(0);
        assertThat(response.id()).as("the id of the response").isEqualTo(request.id());
        return response;
    }

    /** The status of one request. */
    static int status(MachineUnderTest machine, BlockRequest request) {
        return ask(machine, request).status();
    }

    /** Reads sectors that can be read. */
    static byte[] read(MachineUnderTest machine, BlockRequest request) {
        assertThat(status(machine, request)).as("status of %s", request).isEqualTo(OK);
        return machine.block(A).data(request);
    }

    /** Bytes to write, of which no two sectors are alike. */
    static byte[] pattern(int sectors, int seed) {
        return TestMedium.pattern(sectors, seed);
    }

    /** Asserts that a request is refused and that no sector of the disk has changed. */
    final void refuses(MachineUnderTest machine, BlockRequest request) {
        byte[] before = disk.contents();
        int status = status(machine, request);
        assertThat(status).as("status of a request that is refused").isEqualTo(refused());
        assertThat(disk.contents()).as("the disk's sectors").isEqualTo(before);
        observe("status=%d", status);
    }

    /** Has VBDs changed while the machine runs. */
    static void change(MachineUnderTest machine, Consumer<VbdControl> action) {
        CompletableFuture<Void> done = CompletableFuture.runAsync(() -> action.accept(machine.vbds()));
        while (!done.isDone()) {
            machine.settle();
            Thread.onSpinWait();
        }
        machine.settle();
        try {
            done.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        }
    }

    /** Asserts that a change is refused with an exception of that kind. */
    static void assertNotChanged(
            MachineUnderTest machine, Class<? extends RuntimeException> kind, Consumer<VbdControl> action) {
        assertThatThrownBy(() -> change(machine, action)).isInstanceOf(kind);
    }

    /** Asserts that the disk holds these bytes from a sector on. */
    final void assertOnDisk(long sector, byte[] expected) {
        byte[] contents = disk.contents();
        int from = Math.toIntExact(sector * BlockRequest.SECTOR);
        assertThat(Arrays.copyOfRange(contents, from, from + expected.length))
                .as("sectors of the disk from %d on", sector)
                .isEqualTo(expected);
    }
}
