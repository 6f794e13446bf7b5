package io.nodev.common.packet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArpViewTest {
    private final ArpView view = new ArpView();

    @Test
    void showsWhoAsksForWhom() {
        byte[] frame = Frames.bytes(Frames.ARP_REQUEST);

        assertThat(view.attach(frame, 14, 28)).isTrue();

        assertThat(view.operation()).isEqualTo(ArpView.REQUEST);
        assertThat(view.senderHardware()).isEqualTo(0x525400123464L);
        assertThat(Ipv4Address.format(view.senderProtocol())).isEqualTo("192.0.2.100");
        assertThat(view.targetHardware()).isZero();
        assertThat(Ipv4Address.format(view.targetProtocol())).isEqualTo("192.0.2.11");
    }

    @Test
    void turnsARequestIntoTheReplyThatWasCaptured() {
        byte[] packet = Frames.tail(Frames.ARP_REQUEST, 14);
        view.attach(packet, 0, packet.length);

        int asked = view.targetProtocol();
        view.setOperation(ArpView.REPLY);
        view.setTargetHardware(view.senderHardware());
        view.setTargetProtocol(view.senderProtocol());
        view.setSenderHardware(0xaa000000000bL);
        view.setSenderProtocol(asked);

        assertThat(packet).isEqualTo(Frames.bytes("0001080006040002aa000000000bc000020b525400123464c0000264"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 6, hardware type 6",
        "2, 9, protocol type 0x0900",
        "4, 8, hardware length 8",
        "5, 16, protocol length 16"
    })
    void refusesAnotherKindOfAddress(int at, byte value, String kind) {
        byte[] packet = Frames.tail(Frames.ARP_REQUEST, 14);
        packet[at] = value;

        assertThat(view.attach(packet, 0, packet.length)).as(kind).isFalse();
    }

    @Test
    void refusesAPacketOneByteShortAndTakesPadding() {
        byte[] padded = java.util.Arrays.copyOf(Frames.tail(Frames.ARP_REQUEST, 14), 46);

        assertThat(view.attach(padded, 0, 27)).isFalse();
        assertThat(view.attach(padded, 0, 46)).isTrue();
    }

    @Test
    void formatsWhatItAttachesToAndLeavesAddressesAlone() {
        byte[] packet = Frames.tail(Frames.ARP_REQUEST, 14);
        java.util.Arrays.fill(packet, 0, 6, (byte) 0x5A);

        assertThat(view.format(packet, 0, packet.length)).isTrue();

        assertThat(packet).isEqualTo(Frames.tail(Frames.ARP_REQUEST, 14));
    }

    @Test
    void formatsNothingThatIsTooShort() {
        byte[] packet = new byte[28];

        assertThat(view.format(packet, 0, 27)).isFalse();

        assertThat(packet).containsOnly(0);
    }
}
