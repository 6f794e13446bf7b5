package io.nodev.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.disk.DriveSpec;
import io.nodev.common.disk.Extent;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.machine.VbdControl;
import io.nodev.common.machine.VbdMode;
import io.nodev.tck.disk.DiskUnderTest;
import io.nodev.tck.disk.RecordingMedium;
import io.nodev.tck.harness.BlockRequest;
import io.nodev.tck.harness.DomainSpec;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.harness.StackCapability;
import io.nodev.tck.harness.Topology;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What contracts about sectors share: a disk, machines with VBDs on it, and asking for sectors. A machine that was generated is
 * not made for a rule: of the VBDs of its guests the first is taken that the rule can be held on.
 */
public abstract class BlockTck extends IoStackTck {
    /** Guest A. */
    static final int A = 1;

    /** Number of the disk {@code hda}. */
    static final int HDA = 0x300;

    /** Number of the VBD that a test is about unless it is about numbers. */
    static final int VBD = 0x301;

    /** Sectors of the disk. */
    static final int DISK_SECTORS = 4096;

    BlockTck() {}

    /** The status of a request that the disk failed at. */
    final int failed() {
        return supports(StackCapability.RING_STATUS_CODES) ? 2 : -1;
    }

    /** A VBD of a machine that is made for a rule. */
    static VbdConfig vbd(int device, VbdMode mode, Extent... extents) {
        return new VbdConfig(device, mode, List.of(extents));
    }

    /** A readable and writable VBD of these extents. */
    static VbdConfig writable(Extent... extents) {
        return vbd(VBD, VbdMode.READ_WRITE, extents);
    }

    /** A VBD of these extents that can only be read. */
    static VbdConfig readOnly(Extent... extents) {
        return vbd(VBD, VbdMode.READ_ONLY, extents);
    }

    /** Sectors of the disk. */
    static Extent extent(long start, long sectors) {
        return new Extent(HDA, start, sectors);
    }

    /** The standard machine with a disk. */
    static Topology withDisk(Topology topology) {
        return topology.withDisk(new DiskUnderTest(DriveSpec.disk("hda", HDA), DISK_SECTORS));
    }

    private static Topology withVbds(Topology topology, VbdConfig... vbds) {
        return withDisk(topology).withDomain(topology.domain(A).withVbds(vbds));
    }

    /**
     * Boots a machine without drivers that has a VBD as a rule needs it.
     *
     * @param made the VBDs of guest A of a machine that is made for the rule, the needed one first
     */
    final TestedVbd boot(VbdNeed need, VbdConfig... made) {
        if (isMade()) {
            return new TestedVbd(boot(topology -> withVbds(topology, made)), A, made[0]);
        }
        TestedVbd found = find(null, need);
        return new TestedVbd(boot(), found.domain(), found.config());
    }

    /** Boots the same machine with the stack's own drivers. */
    final TestedVbd bootWithDrivers(VbdNeed need, VbdConfig... made) {
        if (isMade()) {
            return new TestedVbd(bootWithDrivers(topology -> withVbds(topology, made)), A, made[0]);
        }
        TestedVbd found = find(null, need);
        return new TestedVbd(bootWithDrivers(), found.domain(), found.config());
    }

    /** Whether machines are made for the rule. */
    final boolean isMade() {
        return harness().only().isEmpty();
    }

    /** The first VBD of a guest that is fit; of the only machine there is if it was not booted yet. */
    private TestedVbd find(MachineUnderTest machine, VbdNeed need) {
        Topology topology = machine == null ? harness().only().orElseThrow() : machine.topology();
        return guests(topology)
                .flatMap(guest -> guest.vbds().stream()
                        .filter(config -> need.fits().test(topology, config))
                        .map(config -> new TestedVbd(machine, guest.id(), config)))
                .findFirst()
                .orElseThrow(() -> notExercised("no guest has a VBD that " + need.words()));
    }

    /** Another VBD of a machine. */
    final TestedVbd another(TestedVbd vbd, VbdNeed need) {
        return find(vbd.machine(), need);
    }

    private static Stream<DomainSpec> guests(Topology topology) {
        Set<Integer> owners = topology.deviceDomains();
        return topology.domains().stream().filter(domain -> domain.id() != 0 && !owners.contains(domain.id()));
    }

    /** Another guest than the one that has a VBD, served by the same backend or not served yet. */
    final int neighbour(TestedVbd vbd) {
        return guests(vbd.machine().topology())
                .filter(guest -> guest.id() != vbd.domain() && mayBeServed(guest, vbd))
                .mapToInt(DomainSpec::id)
                .findFirst()
                .orElseThrow(() -> notExercised("no other guest can have a VBD on that disk"));
    }

    private static boolean mayBeServed(DomainSpec guest, TestedVbd vbd) {
        return guest.vbds().stream()
                .allMatch(each -> each.backend() == vbd.config().backend());
    }

    /** A number that no VBD of a guest has. */
    static int freeNumber(MachineUnderTest machine, int domain) {
        List<VbdConfig> vbds = machine.topology().domain(domain).vbds();
        int number = VBD;
        while (taken(vbds, number)) {
            number++;
        }
        return number;
    }

    private static boolean taken(List<VbdConfig> vbds, int number) {
        return vbds.stream().anyMatch(vbd -> vbd.device() == number);
    }

    /** Sectors of the disk of a VBD that nobody uses; what is only read by a VBD that is only read counts as such. */
    static Extent spare(TestedVbd vbd, long sectors) {
        return spare(vbd.machine().topology(), vbd.config(), sectors).orElseThrow();
    }

    static Optional<Extent> spare(Topology topology, VbdConfig vbd, long sectors) {
        int device = vbd.extents().get(0).device();
        long all = topology.disk(device).medium().size() / BlockRequest.SECTOR;
        List<Extent> used = topology.domains().stream()
                .flatMap(domain -> domain.vbds().stream())
                .filter(each -> each.mode().isWritable() || vbd.mode().isWritable())
                .flatMap(each -> each.extents().stream())
                .filter(extent -> extent.device() == device)
                .toList();
        return Stream.concat(Stream.of(0L), used.stream().map(Extent::end))
                .sorted()
                .map(start -> new Extent(device, start, sectors))
                .filter(each -> each.end() <= all && used.stream().noneMatch(other -> meet(each, other)))
                .findFirst();
    }

    private static boolean meet(Extent one, Extent other) {
        return one.start() < other.end() && other.start() < one.end();
    }

    /** Gives up a test for which sharing at a level must be refused. */
    static void requireStricter(MachineUnderTest machine, int level) {
        if (machine.topology().sharing().level() >= level) {
            throw notExercised("the machine's level of sharing allows it");
        }
    }

    /** Bytes to write, of which no two sectors are alike. */
    static byte[] pattern(int sectors, int seed) {
        return RecordingMedium.pattern(sectors, seed);
    }

    /** Asserts that a request is refused and that no sector of any disk has changed. */
    final void refuses(TestedVbd vbd, BlockRequest request) {
        List<Map<Long, ByteBuffer>> before = vbd.written();
        int status = vbd.status(request);
        assertThat(status).as("status of a request that is refused").isEqualTo(refused());
        assertThat(vbd.written()).as("the disk's sectors").isEqualTo(before);
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
}
