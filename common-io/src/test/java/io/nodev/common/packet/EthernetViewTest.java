package io.nodev.common.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EthernetViewTest {
    private final EthernetView view = new EthernetView();

    @Test
    void showsAddressesTypeAndPayload() {
        byte[] frame = Frames.bytes(Frames.ARP_REQUEST);

        assertThat(view.attach(frame, 0, frame.length)).isTrue();

        assertThat(view.destination()).isEqualTo(MacAddress.BROADCAST.bits());
        assertThat(new MacAddress(view.source())).hasToString("52:54:00:12:34:64");
        assertThat(view.type()).isEqualTo(EthernetView.TYPE_ARP);
        assertThat(view.payloadOffset()).isEqualTo(14);
        assertThat(view.payloadLength()).isEqualTo(28);
    }

    @Test
    void writesWhatItThenShowsAndNothingElse() {
        byte[] frame = Frames.bytes(Frames.ECHO_REQUEST);
        byte[] payload = Frames.tail(Frames.ECHO_REQUEST, 14);
        view.attach(frame, 0, frame.length);

        view.setDestination(0x0002b39d1faaL);
        view.setSource(0xaa000000000cL);
        view.setType(EthernetView.TYPE_IPV6);

        assertThat(view.destination()).isEqualTo(0x0002b39d1faaL);
        assertThat(view.source()).isEqualTo(0xaa000000000cL);
        assertThat(view.type()).isEqualTo(0x86DD);
        assertThat(frame).endsWith(payload).startsWith(Frames.bytes("0002b39d1faaaa000000000c86dd"));
    }

    @Test
    void attachesToAHeaderAloneButNotToLess() {
        byte[] frame = Frames.bytes(Frames.ARP_REQUEST);

        assertThat(view.attach(frame, 0, 14)).isTrue();
        assertThat(view.payloadLength()).isZero();
        assertThat(view.attach(frame, 0, 13)).isFalse();
    }

    @Test
    void showsNothingOldAfterARefusal() {
        byte[] frame = Frames.bytes(Frames.ARP_REQUEST);
        view.attach(frame, 0, frame.length);

        view.attach(frame, 0, 3);

        assertThat(view.length()).isZero();
        assertThatThrownBy(view::type).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void refusesARangeTheArrayDoesNotHold() {
        assertThatThrownBy(() -> view.attach(new byte[20], 7, 14)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> view.attach(new byte[20], -1, 14)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> view.attach(new byte[20], 14, -1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
