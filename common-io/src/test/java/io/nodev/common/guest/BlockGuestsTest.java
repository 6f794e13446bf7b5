package io.nodev.common.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class BlockGuestsTest {
    private static final class Environment implements GuestEnvironment {
        private final FakeBlockDevices devices = new FakeBlockDevices();
        private final List<String> lines = new ArrayList<>();

        @Override
        public BlockDevices blockDevices() {
            return devices;
        }

        @Override
        public List<VirtualNetworkDevice> networkDevices() {
            return List.of();
        }

        @Override
        public int domain() {
            return 3;
        }

        @Override
        public String name() {
            return "test";
        }

        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public void log(String line) {
            lines.add(line);
        }
    }

    private final Environment environment = new Environment();
    private final FakeBlockDevices devices = environment.devices;

    private List<String> linesOf(Guest guest) {
        guest.start(environment);
        for (int i = 0; i < 5_000; i++) {
            guest.run(16);
        }
        return environment.lines;
    }

    private static String checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return String.format("%08x", crc.getValue());
    }

    @Test
    void theReaderLogsWhatEachDeviceHolds() {
        byte[] first = devices.add("hda", 1_001, false).bytes;
        byte[] second = devices.add("hdd", 88, true).bytes;
        devices.add("xvda", 0, false);
        assertThat(linesOf(new ReadCheckGuest()))
                .containsExactly(
                        "hda: 1001 sectors read twice, CRC-32 " + checksum(first),
                        "hdd: 88 sectors read twice, CRC-32 " + checksum(second),
                        "xvda: 0 sectors read twice, CRC-32 00000000");
    }

    @Test
    void theReaderNoticesThatReadingsDiffer() {
        devices.add("hda", 100, false).changing = true;
        assertThat(linesOf(new ReadCheckGuest()))
                .singleElement()
                .asString()
                .matches("hda: two readings differ, CRC-32 [0-9a-f]{8} and [0-9a-f]{8}");
    }

    @Test
    void theReaderSaysWhatCouldNotBeReadAndGoesOnWithTheNext() {
        devices.add("hda", 1_000, false).badSector = 177;
        byte[] bytes = devices.add("hdb", 10, false).bytes;
        assertThat(linesOf(new ReadCheckGuest()))
                .containsExactly(
                        "hda: 1 of 12 reads failed, one at sector 176 with status 2",
                        "hdb: 10 sectors read twice, CRC-32 " + checksum(bytes));
    }

    @Test
    void waitsUntilItIsKnownWhichDevicesThereAre() {
        devices.ready = false;
        ReadCheckGuest guest = new ReadCheckGuest();
        assertThat(linesOf(guest)).isEmpty();
        devices.ready = true;
        assertThat(linesOf(guest)).containsExactly("no block devices");
    }

    @Test
    void theWriterFillsWhatItMayAndVerifiesIt() {
        FakeBlockDevices.FakeDevice first = devices.add("hda", 1_001, false);
        byte[] second = devices.add("hdb", 1_001, false).bytes;
        FakeBlockDevices.FakeDevice locked = devices.add("hdc", 10, true);
        byte[] before = locked.bytes.clone();
        assertThat(linesOf(new WriteVerifyGuest()))
                .containsExactly(
                        "hda: 1001 sectors written, flushed and verified",
                        "hdb: 1001 sectors written, flushed and verified",
                        "hdc: read only, left alone");
        assertThat(locked.bytes).isEqualTo(before);
        assertThat(first.flushes).isEqualTo(1);
        Set<String> sectors = new HashSet<>();
        for (int i = 0; i < 1_001; i++) {
            sectors.add(Arrays.toString(Arrays.copyOfRange(first.bytes, i * 512, (i + 1) * 512)));
            sectors.add(Arrays.toString(Arrays.copyOfRange(second, i * 512, (i + 1) * 512)));
        }
        assertThat(sectors).as("no two sectors are alike").hasSize(2_002);
    }

    @Test
    void theWriterNoticesAWriteThatWasForgotten() {
        devices.add("hda", 500, false).forgottenSector = 130;
        assertThat(linesOf(new WriteVerifyGuest()))
                .containsExactly("hda: 1 of 500 sectors are not as they were written, the first is sector 130");
    }

    @Test
    void theWriterSaysWhichRequestsFailed() {
        devices.add("hda", 500, false).badSector = 499;
        devices.add("hdb", 500, false).cannotFlush = true;
        assertThat(linesOf(new WriteVerifyGuest()))
                .containsExactly(
                        "hda: 1 of 6 writes failed, one at sector 440 with status 2",
                        "hdb: 1 of 1 flushes failed, one at sector 0 with status 1");
    }
}
