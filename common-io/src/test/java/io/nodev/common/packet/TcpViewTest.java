package io.nodev.common.packet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TcpViewTest {
    private static final int CLIENT = Ipv4Address.parse("192.0.2.100");
    private static final int SERVER = Ipv4Address.parse("192.0.2.11");

    private final TcpView view = new TcpView();

    @Test
    void showsACapturedSyn() {
        byte[] segment = Frames.tail(Frames.TCP_SYN, 34);

        assertThat(view.attach(segment, 0, segment.length)).isTrue();

        assertThat(view.sourcePort()).isEqualTo(39_812);
        assertThat(view.destinationPort()).isEqualTo(80);
        assertThat(view.sequence()).isEqualTo(0x9b03a51f);
        assertThat(view.acknowledgment()).isZero();
        assertThat(view.flags()).isEqualTo(TcpView.SYN);
        assertThat(view.headerLength()).isEqualTo(40);
        assertThat(view.hasWholeHeader()).isTrue();
        assertThat(view.payloadLength()).isZero();
        assertThat(view.checksum()).isEqualTo(0xef38);
        assertThat(view.hasRightChecksum(CLIENT, SERVER)).isTrue();
    }

    @Test
    void coversTheAddressesByItsChecksum() {
        byte[] segment = Frames.tail(Frames.TCP_SYN, 34);
        view.attach(segment, 0, segment.length);

        assertThat(view.hasRightChecksum(CLIENT, SERVER + 1)).isFalse();
        assertThat(view.hasRightChecksum(CLIENT + 1, SERVER)).isFalse();
    }

    @Test
    void recomputesTheCapturedChecksum() {
        byte[] segment = Frames.tail(Frames.TCP_SYN, 34);
        view.attach(segment, 0, segment.length);
        segment[16] = 0x55;

        view.updateChecksum(CLIENT, SERVER);

        assertThat(segment).isEqualTo(Frames.tail(Frames.TCP_SYN, 34));
    }

    @Test
    void refusesADataOffsetInsideTheFixedHeader() {
        byte[] segment = Frames.tail(Frames.TCP_SYN, 34);
        segment[12] = 0x4F;

        assertThat(view.attach(segment, 0, segment.length)).isFalse();
    }

    @Test
    void showsPortsThoughOptionsAreCutOff() {
        byte[] segment = Frames.tail(Frames.TCP_SYN, 34);

        assertThat(view.attach(segment, 0, 20)).isTrue();
        assertThat(view.destinationPort()).isEqualTo(80);
        assertThat(view.hasWholeHeader()).isFalse();
        assertThat(view.payloadLength()).isZero();
        assertThat(view.attach(segment, 0, 19)).isFalse();
    }

    @Test
    void buildsAResetFromNothing() {
        byte[] segment = new byte[22];
        java.util.Arrays.fill(segment, (byte) 0xEE);

        assertThat(view.format(segment, 0, 22)).isTrue();
        view.setSourcePort(80);
        view.setDestinationPort(39_812);
        view.setSequence(7);
        view.setAcknowledgment(0x9b03a520);
        view.setFlags(TcpView.RST | TcpView.ACK);
        view.updateChecksum(SERVER, CLIENT);

        assertThat(view.attach(segment, 0, 22)).isTrue();
        assertThat(view.sourcePort()).isEqualTo(80);
        assertThat(view.destinationPort()).isEqualTo(39_812);
        assertThat(view.sequence()).isEqualTo(7);
        assertThat(view.acknowledgment()).isEqualTo(0x9b03a520);
        assertThat(view.flags()).isEqualTo(0x14);
        assertThat(view.payloadLength()).isEqualTo(2);
        assertThat(view.hasRightChecksum(SERVER, CLIENT)).isTrue();
        assertThat(view.format(segment, 0, 19)).isFalse();
    }
}
