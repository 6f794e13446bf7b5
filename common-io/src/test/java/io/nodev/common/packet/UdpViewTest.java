package io.nodev.common.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UdpViewTest {
    private static final int CLIENT = Ipv4Address.parse("192.0.2.100");
    private static final int SERVER = Ipv4Address.parse("192.0.2.11");

    private final UdpView view = new UdpView();

    @Test
    void showsACapturedDatagram() {
        byte[] datagram = Frames.tail(Frames.UDP_PROBE, 34);

        assertThat(view.attach(datagram, 0, datagram.length)).isTrue();

        assertThat(view.sourcePort()).isEqualTo(51_315);
        assertThat(view.destinationPort()).isEqualTo(53);
        assertThat(view.datagramLength()).isEqualTo(13);
        assertThat(view.payloadLength()).isEqualTo(5);
        assertThat(view.isWhole()).isTrue();
        assertThat(view.checksum()).isEqualTo(0x6de6);
        assertThat(view.hasRightChecksum(CLIENT, SERVER)).isTrue();
        assertThat(view.hasRightChecksum(CLIENT, SERVER + 1)).isFalse();
    }

    @Test
    void rebuildsACapturedDatagram() {
        byte[] datagram = Frames.tail(Frames.UDP_PROBE, 34);
        Arrays.fill(datagram, 0, 8, (byte) 0xEE);

        assertThat(view.format(datagram, 0, datagram.length)).isTrue();
        view.setSourcePort(51_315);
        view.setDestinationPort(53);
        view.updateChecksum(CLIENT, SERVER);

        assertThat(datagram).isEqualTo(Frames.tail(Frames.UDP_PROBE, 34));
    }

    @Test
    void takesPaddingNeitherForPayloadNorIntoTheChecksum() {
        byte[] padded = Arrays.copyOf(Frames.tail(Frames.UDP_PROBE, 34), 26);
        padded[20] = 0x77;
        view.attach(padded, 0, padded.length);

        assertThat(view.payloadLength()).isEqualTo(5);
        assertThat(view.hasRightChecksum(CLIENT, SERVER)).isTrue();
        view.updateChecksum(CLIENT, SERVER);
        assertThat(view.checksum()).isEqualTo(0x6de6);
    }

    @Test
    void takesAnAbsentChecksumAsRightAndNeverWritesOne() {
        byte[] datagram = Frames.tail(Frames.UDP_PROBE, 34);
        Arrays.fill(datagram, 6, 8, (byte) 0);
        view.attach(datagram, 0, datagram.length);
        assertThat(view.hasRightChecksum(CLIENT, SERVER)).isTrue();

        byte[] empty = new byte[8];
        view.format(empty, 0, 8);
        view.setSourcePort(0xFFFF - 17 - 8 - 8);
        view.updateChecksum(0, 0);

        assertThat(view.checksum()).as("a computed 0 is sent as all ones").isEqualTo(0xFFFF);
        assertThat(view.hasRightChecksum(0, 0)).isTrue();
    }

    @Test
    void refusesALengthBelowItsHeader() {
        byte[] datagram = Frames.tail(Frames.UDP_PROBE, 34);
        datagram[5] = 7;

        assertThat(view.attach(datagram, 0, datagram.length)).isFalse();
        assertThat(view.attach(Frames.tail(Frames.UDP_PROBE, 34), 0, 7)).isFalse();
        assertThat(view.format(datagram, 0, 7)).isFalse();
    }

    @Test
    void computesNoChecksumOverAPart() {
        byte[] datagram = Frames.tail(Frames.UDP_PROBE, 34);
        view.attach(datagram, 0, 10);

        assertThat(view.isWhole()).isFalse();
        assertThat(view.payloadLength()).isEqualTo(2);
        assertThat(view.hasRightChecksum(CLIENT, SERVER)).isFalse();
        assertThatThrownBy(() -> view.updateChecksum(CLIENT, SERVER))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a part of a datagram has no checksum: datagramLength=13");
    }
}
