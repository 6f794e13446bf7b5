package io.nodev.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.guest.BlockDevices;
import io.nodev.common.guest.VirtualBlockDevice;
import io.nodev.common.machine.SharingRefusedException;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.machine.VbdMode;
import io.nodev.tck.harness.BlockRequest;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.ledger.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** VBDs that are made, grown, shrunk and shared while the machine runs. */
public abstract class BlockControlTck extends BlockTck {
    /** For stacks. */
    protected BlockControlTck() {}

    private static VbdConfig vbd(int device, VbdMode mode, long start, long sectors) {
        return new VbdConfig(device, mode, List.of(extent(start, sectors)));
    }

    @Test
    @Rule("B17")
    void refusesToMakeTheSameVbdTwice() {
        MachineUnderTest machine = boot(writable(extent(0, 100)));

        assertNotChanged(
                machine,
                IllegalArgumentException.class,
                vbds -> vbds.create(A, vbd(VBD, VbdMode.READ_WRITE, 1000, 100)));

        assertThat(status(machine, BlockRequest.read(VBD, 96, 8))).isEqualTo(refused());
        observe("refused");
    }

    @Test
    @Rule("B18")
    void refusesToShrinkAnEmptyVbd() {
        MachineUnderTest machine = boot(writable());

        assertNotChanged(machine, IllegalArgumentException.class, vbds -> vbds.shrink(A, VBD));
        observe("refused");
    }

    @Test
    @Rule("B19")
    void growsByAnExtentThatStartsAnywhere() {
        MachineUnderTest machine = boot(writable(extent(0, 4)));

        change(machine, vbds -> vbds.grow(A, VBD, extent(1000, 4)));

        byte[] sectors = read(machine, BlockRequest.read(VBD, 4, 4));
        assertOnDisk(1000, sectors);
        observe("grown");
    }

    @Test
    @Rule("B20")
    void refusesEverythingOfAVbdThatIsEmptied() {
        MachineUnderTest machine = boot(writable(extent(0, 100)));
        assertThat(status(machine, BlockRequest.read(VBD, 0, 8))).isEqualTo(OK);

        change(machine, vbds -> vbds.shrink(A, VBD));

        refuses(machine, BlockRequest.read(VBD, 0, 8));
        refuses(machine, BlockRequest.write(VBD, 0, pattern(8, 1)));
    }

    @Test
    @Rule("B21")
    void mapsAVbdOfManyExtents() {
        MachineUnderTest machine = boot(writable(extent(3000, 64), extent(64, 64), extent(2000, 64), extent(0, 64)));

        assertOnDisk(3000, read(machine, BlockRequest.read(VBD, 0, 64)));
        assertOnDisk(64, read(machine, BlockRequest.read(VBD, 64, 64)));
        assertOnDisk(2000, read(machine, BlockRequest.read(VBD, 128, 64)));
        assertOnDisk(0, read(machine, BlockRequest.read(VBD, 192, 64)));
        observe("mapped");
    }

    @Test
    @Rule("B22")
    void findsVbdsInAscendingOrderOfTheirNumbers() {
        MachineUnderTest machine = bootWithDrivers(
                vbd(0x801, VbdMode.READ_WRITE, 0, 10),
                vbd(0x300, VbdMode.READ_WRITE, 10, 20),
                vbd(0x803, VbdMode.READ_ONLY, 30, 30));

        List<VirtualBlockDevice> found = devices(machine);

        assertThat(found).extracting(VirtualBlockDevice::number).containsExactly(0x300, 0x801, 0x803);
        assertThat(found).extracting(VirtualBlockDevice::sectors).containsExactly(20L, 10L, 30L);
        assertThat(found).extracting(VirtualBlockDevice::readOnly).containsExactly(false, false, true);
        observe("0x300, 0x801, 0x803");
    }

    private static List<VirtualBlockDevice> devices(MachineUnderTest machine) {
        BlockDevices devices = machine.blockDevices(A);
        return machine.onDomain(A, () -> {
            assertThat(devices.isReady()).as("whether the devices are known").isTrue();
            return devices.all();
        });
    }

    @Test
    @Rule("B31")
    void tellsTheGuestThatAVbdHasGrown() {
        MachineUnderTest machine = bootWithDrivers(writable(extent(0, 100)));
        assertThat(devices(machine).get(0).sectors()).isEqualTo(100);

        change(machine, vbds -> vbds.grow(A, VBD, extent(1000, 50)));

        assertThat(devices(machine).get(0).sectors()).isEqualTo(150);
        change(machine, vbds -> vbds.create(A, vbd(0x302, VbdMode.READ_ONLY, 2000, 8)));
        assertThat(devices(machine)).hasSize(2);
        change(machine, vbds -> vbds.destroy(A, VBD));
        assertThat(devices(machine)).extracting(VirtualBlockDevice::number).containsExactly(0x302);
        observe("150 sectors");
    }

    @Test
    @Rule("B24")
    void refusesAWholeDiskOfWhichAPartIsWritten() {
        MachineUnderTest machine = boot(writable(extent(100, 100)));

        assertNotChanged(
                machine,
                SharingRefusedException.class,
                vbds -> vbds.create(B, vbd(VBD, VbdMode.READ_WRITE, 0, DISK_SECTORS)));
        observe("refused");
    }

    @Test
    @Rule("B26")
    void refusesASecondWriter() {
        MachineUnderTest machine = boot(writable(extent(0, 100)));

        assertNotChanged(
                machine, SharingRefusedException.class, vbds -> vbds.create(B, vbd(VBD, VbdMode.READ_WRITE, 0, 100)));
        observe("refused");
    }

    @Test
    @Rule("B27")
    void letsTwoDomainsRead() {
        MachineUnderTest machine = boot(vbd(VBD, VbdMode.READ_ONLY, 0, 100));

        change(machine, vbds -> vbds.create(B, vbd(VBD, VbdMode.READ_ONLY, 0, 100)));

        observe("allowed");
    }

    @Test
    @Rule("I10")
    void letsReadersShareAndNoSecondWriter() {
        MachineUnderTest machine = boot(vbd(VBD, VbdMode.READ_ONLY, 0, 100), vbd(0x302, VbdMode.READ_WRITE, 200, 100));

        change(machine, vbds -> vbds.create(B, vbd(VBD, VbdMode.READ_ONLY, 50, 100)));
        assertNotChanged(
                machine,
                SharingRefusedException.class,
                vbds -> vbds.create(B, vbd(0x302, VbdMode.READ_WRITE, 250, 100)));
        assertNotChanged(machine, SharingRefusedException.class, vbds -> vbds.grow(B, VBD, extent(200, 8)));
        observe("readers may, a second writer may not");
    }
}
