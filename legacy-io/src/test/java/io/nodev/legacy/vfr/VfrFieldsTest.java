package io.nodev.legacy.vfr;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.PacketFields;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VfrFieldsTest {
    private static final String MACS = "ffffffffffff" + "0002b3061faa";
    private static final String ARP =
            MACS + "0806" + "0001080006040001" + "0002b39d1faa" + "c000020b" + "000000000000" + "c000020c";

    private final VfrFields asBuilt = new VfrFields(VfrSemantics.AS_BUILT);
    private final VfrFields asDocumented = new VfrFields(VfrSemantics.AS_DOCUMENTED);
    private final PacketFields fields = new PacketFields();

    /** A frame whose IPv4 header begins with {@code head}, eight octets long at most, and has the given protocol. */
    private static byte[] ip(String versionAndLength, String fragment, String protocol, String behindAddresses) {
        return bytes(MACS + "0800" + versionAndLength + "00" + "0064" + "0000" + fragment + "40" + protocol + "0000"
                + "0a000001" + "0a000002" + behindAddresses);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private boolean read(VfrFields reader, byte[] frame) {
        return reader.read(frame, frame.length, fields);
    }

    @ParameterizedTest
    @EnumSource(VfrSemantics.Preset.class)
    void readsTheProtocolAddressesOfArp(VfrSemantics.Preset preset) {
        assertThat(read(new VfrFields(VfrSemantics.of(preset)), bytes(ARP))).isTrue();
        assertThat(fields.network()).isEqualTo(PacketFields.NETWORK_ARP);
        assertThat(fields.transport()).isZero();
        assertThat(fields.sourceAddress()).isEqualTo(0xC000_020B);
        assertThat(fields.destinationAddress()).isEqualTo(0xC000_020C);
    }

    @Test
    void readsAMacOctetAndNoPortsAsBuilt() {
        assertThat(read(asBuilt, ip("45", "0000", "11", "9c400050"))).isTrue();
        assertThat(fields.network()).isEqualTo(PacketFields.NETWORK_IP);
        assertThat(fields.transport()).isEqualTo(6);
        assertThat(fields.sourceAddress()).isEqualTo(0x0A00_0001);
        assertThat(fields.destinationAddress()).isEqualTo(0x0A00_0002);
        assertThat(fields.sourcePort()).isZero();
        assertThat(fields.destinationPort()).isZero();
    }

    @Test
    void readsTheRealProtocolAndPortsAsDocumented() {
        assertThat(read(asDocumented, ip("45", "2000", "11", "9c400050"))).isTrue();
        assertThat(fields.transport()).isEqualTo(17);
        assertThat(fields.sourcePort()).isEqualTo(40_000);
        assertThat(fields.destinationPort()).isEqualTo(80);
    }

    @Test
    void findsPortsBehindOptions() {
        assertThat(read(asDocumented, ip("47", "4000", "06", "0101010101010101" + "ffff0016")))
                .isTrue();
        assertThat(fields.sourcePort()).isEqualTo(65_535);
        assertThat(fields.destinationPort()).isEqualTo(22);
    }

    @ParameterizedTest
    @CsvSource({
        "45, 0001, 06, 00160017, a later fragment",
        "45, 3fff, 06, 00160017, another later fragment",
        "45, 0000, 01, 08000000, ICMP",
        "44, 0000, 06, 00160017, a header too short to be one",
        "65, 0000, 06, 00160017, another version",
        "4f, 0000, 06, 00160017, a header longer than the frame",
        "45, 0000, 06, 0016, half of the ports"
    })
    void showsNoPortAsDocumentedFor(String head, String fragment, String protocol, String rest, String what) {
        assertThat(read(asDocumented, ip(head, fragment, protocol, rest))).isTrue();
        assertThat(fields.sourcePort()).as(what).isEqualTo(PacketFields.NO_PORT);
        assertThat(fields.destinationPort()).as(what).isEqualTo(PacketFields.NO_PORT);
    }

    @Test
    void doesNotTakePaddingForPorts() {
        byte[] frame = ip("45", "0000", "06", "00160017");
        frame[17] = 20;
        assertThat(read(asDocumented, frame)).isTrue();
        assertThat(fields.sourcePort()).isEqualTo(PacketFields.NO_PORT);
    }

    @Test
    void showsNoPortOfArpAsDocumented() {
        read(asDocumented, bytes(ARP));
        assertThat(fields.sourcePort()).isEqualTo(PacketFields.NO_PORT);
        read(asBuilt, bytes(ARP));
        assertThat(fields.sourcePort()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 13, 14, 33})
    void doesNotLookUpAnIpFrameUnder34Bytes(int length) {
        byte[] frame = ip("45", "0000", "06", "00160017");
        assertThat(asBuilt.read(frame, length, fields)).isFalse();
        assertThat(asDocumented.read(frame, length, fields)).isFalse();
        assertThat(asBuilt.read(frame, 34, fields)).isTrue();
    }

    @Test
    void doesNotLookUpAnArpFrameUnder42Bytes() {
        assertThat(asBuilt.read(bytes(ARP), 41, fields)).isFalse();
        assertThat(asBuilt.read(bytes(ARP), 42, fields)).isTrue();
    }

    @Test
    void looksUpNoOtherEthertypeEvenWithTheSameLowByte() {
        for (int type : new int[] {0x86DD, 0x8100, 0x0805, 0x0100, 0x0106}) {
            byte[] frame = bytes(ARP);
            frame[12] = (byte) (type >> 8);
            frame[13] = (byte) type;
            assertThat(read(asBuilt, frame)).as("%x", type).isFalse();
            assertThat(read(asDocumented, frame)).as("%x", type).isFalse();
        }
    }

    @Test
    void neverReadsOutsideTheFrame() {
        Random random = new Random(20);
        for (int i = 0; i < 100_000; i++) {
            byte[] frame = new byte[random.nextInt(80)];
            random.nextBytes(frame);
            if (frame.length > 14) {
                frame[12] = 8;
                frame[13] = 0;
                frame[14] = (byte) (0x40 | random.nextInt(16));
            }
            read(asDocumented, frame);
            read(asBuilt, frame);
        }
        assertThat(read(asBuilt, new byte[0])).isFalse();
    }
}
