package io.nodev.common.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ipv4ViewTest {
    private final Ipv4View view = new Ipv4View();

    @Test
    void showsTheHeaderOfACapturedEcho() {
        byte[] frame = Frames.bytes(Frames.ECHO_REQUEST);

        assertThat(view.attach(frame, 14, frame.length - 14)).isTrue();

        assertThat(view.headerLength()).isEqualTo(20);
        assertThat(view.totalLength()).isEqualTo(84);
        assertThat(view.identification()).isEqualTo(0x4f5e);
        assertThat(view.timeToLive()).isEqualTo(64);
        assertThat(view.protocol()).isEqualTo(Ipv4View.PROTOCOL_ICMP);
        assertThat(Ipv4Address.format(view.source())).isEqualTo("192.0.2.100");
        assertThat(Ipv4Address.format(view.destination())).isEqualTo("192.0.2.11");
        assertThat(view.payloadOffset()).isEqualTo(34);
        assertThat(view.payloadLength()).isEqualTo(64);
        assertThat(view.isFragment()).isFalse();
        assertThat(view.hasRightChecksum()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 44, a header of 4 words",
        "0, 40, a header of 0 words",
        "0, 65, version 6",
        "3, 13, a total length of 19",
        "0, 4f, a header that ends beyond the bytes"
    })
    void refusesAHeaderThatContradictsItself(int at, String hex, String what) {
        byte[] packet = Arrays.copyOf(Frames.tail(Frames.UDP_PROBE, 14), 33);
        packet[at] = (byte) Integer.parseInt(hex, 16);

        assertThat(view.attach(packet, 0, packet.length)).as(what).isFalse();
    }

    @Test
    void refusesAHeaderLongerThanItsPacket() {
        byte[] packet = Arrays.copyOf(Frames.tail(Frames.UDP_PROBE, 14), 60);
        packet[0] = 0x4f;

        assertThat(view.attach(packet, 0, packet.length))
                .as("15 words, total length 33")
                .isFalse();
    }

    @Test
    void countsOptionsAsHeader() {
        byte[] packet = Arrays.copyOf(Frames.tail(Frames.UDP_PROBE, 14), 33);
        packet[0] = 0x48;

        assertThat(view.attach(packet, 0, packet.length)).isTrue();

        assertThat(view.headerLength()).isEqualTo(32);
        assertThat(view.payloadOffset()).isEqualTo(32);
        assertThat(view.payloadLength()).isEqualTo(1);
    }

    @Test
    void leavesPaddingOutOfThePayload() {
        byte[] padded = Arrays.copyOf(Frames.tail(Frames.UDP_PROBE, 14), 46);

        assertThat(view.attach(padded, 0, padded.length)).isTrue();

        assertThat(view.isWhole()).isTrue();
        assertThat(view.payloadLength()).isEqualTo(13);
    }

    @Test
    void saysThatACopiedHeaderIsNotTheWholePacket() {
        byte[] frame = Frames.bytes(Frames.ECHO_REQUEST);

        assertThat(view.attach(frame, 14, 40)).isTrue();

        assertThat(view.isWhole()).isFalse();
        assertThat(view.payloadLength()).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource({
        "0000, false, false, false, 0",
        "4000, false, false, false, 0",
        "2000, true, true, false, 0",
        "20b9, true, true, true, 1480",
        "0172, true, false, true, 2960",
        "1fff, true, false, true, 65528"
    })
    void tellsFragmentsApart(String field, boolean fragment, boolean more, boolean later, int offset) {
        byte[] packet = Frames.tail(Frames.UDP_PROBE, 14);
        NetworkOrder.put16(packet, 6, Integer.parseInt(field, 16));
        view.attach(packet, 0, packet.length);

        assertThat(view.isFragment()).isEqualTo(fragment);
        assertThat(view.hasMoreFragments()).isEqualTo(more);
        assertThat(view.isLaterFragment()).isEqualTo(later);
        assertThat(view.fragmentOffset()).isEqualTo(offset);
    }

    @Test
    void recomputesTheChecksumAfterAChange() {
        byte[] packet = Frames.tail(Frames.UDP_PROBE, 14);
        view.attach(packet, 0, packet.length);
        int captured = view.checksum();

        view.setTimeToLive(63);
        assertThat(view.hasRightChecksum()).isFalse();
        view.updateChecksum();
        assertThat(view.hasRightChecksum()).isTrue();
        assertThat(view.checksum()).isEqualTo(captured + 0x100);

        view.setTimeToLive(64);
        view.updateChecksum();
        assertThat(view.checksum()).isEqualTo(captured);
    }

    @Test
    void rebuildsACapturedHeaderByteForByte() {
        byte[] captured = Frames.tail(Frames.UDP_PROBE, 14);
        byte[] built = captured.clone();
        Arrays.fill(built, 0, 20, (byte) 0xEE);

        assertThat(view.format(built, 0, built.length)).isTrue();
        view.setIdentification(0xf9ad);
        view.setProtocol(Ipv4View.PROTOCOL_UDP);
        view.setSource(Ipv4Address.parse("192.0.2.100"));
        view.setDestination(Ipv4Address.parse("192.0.2.11"));
        view.updateChecksum();

        NetworkOrder.put16(captured, 6, 0);
        NetworkOrder.put16(captured, 10, 0);
        NetworkOrder.put16(captured, 10, InternetChecksum.of(captured, 0, 20));
        assertThat(built).isEqualTo(captured);
    }

    @Test
    void formatsNoLengthAHeaderCannotState() {
        byte[] bytes = new byte[70_000];

        assertThat(view.format(bytes, 0, 65_536)).isFalse();
        assertThat(view.format(bytes, 0, 19)).isFalse();

        assertThat(bytes).containsOnly(0);
        assertThat(view.format(bytes, 0, 65_535)).isTrue();
        assertThat(view.totalLength()).isEqualTo(65_535);
    }
}
