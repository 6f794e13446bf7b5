package io.nodev.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.disk.DriveSpec;
import io.nodev.common.disk.Extent;
import io.nodev.common.guest.BlockDevices;
import io.nodev.common.guest.VirtualBlockDevice;
import io.nodev.common.machine.SharingRefusedException;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.machine.VbdMode;
import io.nodev.tck.disk.DiskUnderTest;
import io.nodev.tck.harness.BlockRequest;
import io.nodev.tck.harness.DomainSpec;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.harness.Topology;
import io.nodev.tck.ledger.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** VBDs that are made, grown, shrunk and shared while the machine runs. */
public abstract class BlockControlTck extends BlockTck {
    /** A device domain of its own for the disks, so that domain 0 can have VBDs. */
    private static final int DISK_OWNER = 3;

    private static final int HDB = 0x340;

    /** For stacks. */
    protected BlockControlTck() {}

    /** A VBD of the same backend as another. */
    private static VbdConfig like(TestedVbd vbd, int device, VbdMode mode, Extent... extents) {
        return vbd(device, mode, extents).withBackend(vbd.config().backend());
    }

    @Test
    @Rule("B17")
    void refusesToMakeTheSameVbdTwice() {
        TestedVbd vbd = boot(VbdNeed.readable(8).growing(8), writable(extent(0, 100)));
        VbdConfig again = like(vbd, vbd.device(), vbd.config().mode(), spare(vbd, 8));

        assertNotChanged(vbd.machine(), IllegalArgumentException.class, vbds -> vbds.create(vbd.domain(), again));

        assertThat(vbd.status(vbd.reading(vbd.sectors() - 4, 8))).isEqualTo(refused());
        observe("refused");
    }

    @Test
    @Rule("B18")
    void refusesToShrinkAnEmptyVbd() {
        TestedVbd vbd = boot(new VbdNeed("is there", each -> true), writable());
        empty(vbd);

        assertNotChanged(
                vbd.machine(), IllegalArgumentException.class, vbds -> vbds.shrink(vbd.domain(), vbd.device()));
        observe("refused");
    }

    private static void empty(TestedVbd vbd) {
        vbd.config().extents().forEach(each -> change(vbd.machine(), vbds -> vbds.shrink(vbd.domain(), vbd.device())));
    }

    @Test
    @Rule("B19")
    void growsByAnExtentThatStartsAnywhere() {
        TestedVbd vbd = boot(VbdNeed.readable(4).growing(4), writable(extent(996, 4)));
        Extent more = spare(vbd, 4);

        change(vbd.machine(), vbds -> vbds.grow(vbd.domain(), vbd.device(), more));

        grown(vbd, more).assertOnDisk(vbd.sectors(), vbd.read(vbd.sectors(), 4));
        observe("grown");
    }

    private static TestedVbd grown(TestedVbd vbd, Extent more) {
        List<Extent> extents = new ArrayList<>(vbd.config().extents());
        extents.add(more);
        return new TestedVbd(
                vbd.machine(),
                vbd.domain(),
                new VbdConfig(
                        vbd.device(), vbd.config().mode(), extents, vbd.config().backend()));
    }

    @Test
    @Rule("B20")
    void refusesEverythingOfAVbdThatIsEmptied() {
        TestedVbd vbd = boot(VbdNeed.readable(8), writable(extent(0, 100)));
        assertThat(vbd.status(vbd.reading(0, 8))).isEqualTo(OK);

        empty(vbd);

        refuses(vbd, vbd.reading(0, 8));
        refuses(vbd, vbd.writing(0, pattern(8, 1)));
    }

    @Test
    @Rule("B21")
    void mapsAVbdOfManyExtents() {
        TestedVbd vbd = boot(
                VbdNeed.readable(16).ofExtents(2, 8),
                writable(extent(3000, 64), extent(64, 64), extent(2000, 64), extent(0, 64)));

        long sector = 0;
        for (Extent extent : vbd.config().extents()) {
            int some = (int) Math.min(64, extent.sectors());
            vbd.assertOnDisk(sector, vbd.read(sector, some));
            assertThat(vbd.place(sector).sector()).isEqualTo(extent.start());
            sector += extent.sectors();
        }
        observe("mapped");
    }

    @Test
    @Rule("B22")
    void findsVbdsInAscendingOrderOfTheirNumbers() {
        VbdNeed need = new VbdNeed("is there", each -> true);
        TestedVbd vbd = bootWithDrivers(
                need,
                vbd(0x801, VbdMode.READ_WRITE, extent(0, 10)),
                vbd(0x300, VbdMode.READ_WRITE, extent(10, 20)),
                vbd(0x803, VbdMode.READ_ONLY, extent(30, 30)));
        List<VbdConfig> expected = vbd.machine().topology().domain(vbd.domain()).vbds().stream()
                .sorted(Comparator.comparingInt(VbdConfig::device))
                .toList();

        List<VirtualBlockDevice> found = devices(vbd);

        assertThat(found)
                .extracting(VirtualBlockDevice::number)
                .containsExactlyElementsOf(
                        expected.stream().map(VbdConfig::device).toList());
        assertThat(found)
                .extracting(VirtualBlockDevice::sectors)
                .containsExactlyElementsOf(
                        expected.stream().map(VbdNeed::sectors).toList());
        assertThat(found)
                .extracting(VirtualBlockDevice::readOnly)
                .containsExactlyElementsOf(
                        expected.stream().map(each -> !each.mode().isWritable()).toList());
        observe(found.stream().map(each -> "0x%x".formatted(each.number())).collect(Collectors.joining(", ")));
    }

    private static List<VirtualBlockDevice> devices(TestedVbd vbd) {
        BlockDevices devices = vbd.machine().blockDevices(vbd.domain());
        return vbd.machine().onDomain(vbd.domain(), () -> {
            assertThat(devices.isReady()).as("whether the devices are known").isTrue();
            return devices.all();
        });
    }

    private static VirtualBlockDevice device(TestedVbd vbd, int number) {
        return devices(vbd).stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Rule("B31")
    void tellsTheGuestThatAVbdHasGrown() {
        TestedVbd vbd = bootWithDrivers(VbdNeed.readable(8).growing(8), writable(extent(0, 100)));
        int before = devices(vbd).size();
        assertThat(device(vbd, vbd.device()).sectors()).isEqualTo(vbd.sectors());
        Extent more = spare(vbd, 8);
        int number = freeNumber(vbd.machine(), vbd.domain());

        change(vbd.machine(), vbds -> vbds.grow(vbd.domain(), vbd.device(), more));

        assertThat(device(vbd, vbd.device()).sectors()).isEqualTo(vbd.sectors() + 8);
        change(vbd.machine(), vbds -> vbds.create(vbd.domain(), like(vbd, number, VbdMode.READ_ONLY)));
        assertThat(devices(vbd)).hasSize(before + 1);
        change(vbd.machine(), vbds -> vbds.destroy(vbd.domain(), vbd.device()));
        assertThat(devices(vbd))
                .hasSize(before)
                .extracting(VirtualBlockDevice::number)
                .contains(number)
                .doesNotContain(vbd.device());
        observe("8 sectors more");
    }

    @Test
    @Rule("B40")
    void flushesADiskThatTheVbdIsOnNoLonger() {
        if (!isMade()) {
            throw notExercised("it takes a second disk that nobody uses");
        }
        VbdConfig made = writable(extent(0, 100));
        DiskUnderTest second = new DiskUnderTest(DriveSpec.disk("hdb", HDB), DISK_SECTORS);
        MachineUnderTest machine = boot(topology -> withDisk(topology)
                .withDisk(second)
                .withDomain(topology.domain(A).withVbds(made)));
        TestedVbd vbd = new TestedVbd(machine, A, made);
        change(machine, vbds -> vbds.grow(A, vbd.device(), new Extent(HDB, 200, 8)));
        assertThat(vbd.status(vbd.writing(vbd.sectors(), pattern(8, 1)))).isEqualTo(OK);
        change(machine, vbds -> vbds.shrink(A, vbd.device()));
        assertThat(second.medium().written()).hasSize(8);
        assertThat(second.medium().forced()).isEmpty();

        assertThat(vbd.status(BlockRequest.flush(vbd.device()))).isEqualTo(OK);

        assertThat(second.medium().forced()).isEqualTo(second.medium().written());
        observe("flushed");
    }

    @Test
    @Rule("B24")
    void refusesAWholeDiskOfWhichAPartIsWritten() {
        TestedVbd vbd = boot(VbdNeed.writable(8), writable(extent(100, 100)));
        MachineUnderTest machine = vbd.machine();
        requireStricter(machine, 2);
        long all = vbd.place(0).disk().medium().size() / BlockRequest.SECTOR;
        Extent whole = new Extent(vbd.config().extents().get(0).device(), 0, all);
        if (!machine.topology().sharing().containment()) {
            throw notExercised("sharing is judged as it was built, which does not see what is contained");
        }
        int other = neighbour(vbd);

        assertNotChanged(
                machine,
                SharingRefusedException.class,
                vbds -> vbds.create(other, like(vbd, freeNumber(machine, other), VbdMode.READ_WRITE, whole)));
        observe("refused");
    }

    @Test
    @Rule("B25")
    void refusesWhatDomain0Uses() {
        VbdConfig mounted = writable(extent(100, 100)).withBackend(DISK_OWNER);
        MachineUnderTest machine = isMade() ? boot(topology -> withMounted(topology, mounted)) : boot();
        requireStricter(machine, 1);
        VbdConfig used = machine.topology().domain(0).vbds().stream()
                .filter(each -> VbdNeed.writable(1).fits().test(machine.topology(), each))
                .findFirst()
                .orElseThrow(() -> notExercised("domain 0 has no VBD that can be written"));
        int guest = neighbour(new TestedVbd(machine, 0, used));

        assertNotChanged(
                machine,
                SharingRefusedException.class,
                vbds -> vbds.create(
                        guest,
                        new VbdConfig(freeNumber(machine, guest), VbdMode.READ_ONLY, used.extents(), used.backend())));
        observe("refused");
    }

    private static Topology withMounted(Topology topology, VbdConfig mounted) {
        Topology changed = withDisk(topology)
                .withDomain(DomainSpec.guest(DISK_OWNER, "disks"))
                .withWireOwner(DISK_OWNER);
        for (DomainSpec domain : topology.domains()) {
            changed = changed.withDomain(
                    new DomainSpec(domain.id(), domain.name(), domain.privileged(), List.of(), List.of()));
        }
        return changed.withDomain(changed.domain(0).withVbds(mounted));
    }

    @Test
    @Rule("B26")
    void refusesASecondWriter() {
        TestedVbd vbd = boot(VbdNeed.writable(8), writable(extent(0, 100)));
        requireStricter(vbd.machine(), 2);
        int other = neighbour(vbd);

        assertNotChanged(
                vbd.machine(),
                SharingRefusedException.class,
                vbds -> vbds.create(other, copy(vbd, other, VbdMode.READ_WRITE)));
        observe("refused");
    }

    /** The same sectors for another guest. */
    private static VbdConfig copy(TestedVbd vbd, int guest, VbdMode mode) {
        Extent[] extents = vbd.config().extents().toArray(new Extent[0]);
        return like(vbd, freeNumber(vbd.machine(), guest), mode, extents);
    }

    @Test
    @Rule("B27")
    void letsTwoDomainsRead() {
        TestedVbd vbd = boot(VbdNeed.readOnly(), readOnly(extent(0, 100)));
        int other = neighbour(vbd);

        change(vbd.machine(), vbds -> vbds.create(other, copy(vbd, other, VbdMode.READ_ONLY)));

        observe("allowed");
    }

    @Test
    @Rule("I10")
    void letsReadersShareAndNoSecondWriter() {
        TestedVbd read =
                boot(VbdNeed.readOnly(), readOnly(extent(0, 100)), vbd(0x302, VbdMode.READ_WRITE, extent(200, 100)));
        MachineUnderTest machine = read.machine();
        TestedVbd written = another(read, VbdNeed.writable(8));
        requireStricter(machine, 1);
        int reader = neighbour(read);
        int writer = neighbour(written);
        int number = freeNumber(machine, reader);

        change(machine, vbds -> vbds.create(reader, like(read, number, VbdMode.READ_ONLY, part(read))));
        assertNotChanged(
                machine,
                SharingRefusedException.class,
                vbds -> vbds.create(writer, copy(written, writer, VbdMode.READ_WRITE)));
        assertNotChanged(machine, SharingRefusedException.class, vbds -> vbds.grow(reader, number, part(written)));
        observe("readers may, a second writer may not");
    }

    /** The last of the sectors of a VBD's first extent. */
    private static Extent part(TestedVbd vbd) {
        Extent first = vbd.config().extents().get(0);
        return new Extent(first.device(), first.end() - 1, 1);
    }
}
