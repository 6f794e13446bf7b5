package io.nodev.common.packet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IcmpViewTest {
    private final IcmpView view = new IcmpView();

    @Test
    void showsACapturedEchoRequest() {
        byte[] message = Frames.tail(Frames.ECHO_REQUEST, 34);

        assertThat(view.attach(message, 0, message.length)).isTrue();

        assertThat(view.type()).isEqualTo(IcmpView.ECHO_REQUEST);
        assertThat(view.code()).isZero();
        assertThat(view.identifier()).isEqualTo(0x0476);
        assertThat(view.sequence()).isEqualTo(1);
        assertThat(view.checksum()).isEqualTo(0x9669);
        assertThat(view.hasRightChecksum()).isTrue();
    }

    @Test
    void turnsARequestIntoTheReplyThatWasCaptured() {
        byte[] message = Frames.tail(Frames.ECHO_REQUEST, 34);
        view.attach(message, 0, message.length);

        view.setType(IcmpView.ECHO_REPLY);
        assertThat(view.hasRightChecksum()).isFalse();
        view.updateChecksum();

        assertThat(view.checksum()).isEqualTo(0x9e69);
        assertThat(view.hasRightChecksum()).isTrue();
    }

    @Test
    void writesEveryFieldWhereItReadsIt() {
        byte[] message = new byte[9];
        view.attach(message, 1, 8);

        view.setType(3);
        view.setCode(0xFE);
        view.setIdentifier(0xBEEF);
        view.setSequence(0xFFFF);
        view.updateChecksum();

        assertThat(view.type()).isEqualTo(IcmpView.UNREACHABLE);
        assertThat(view.code()).isEqualTo(0xFE);
        assertThat(view.identifier()).isEqualTo(0xBEEF);
        assertThat(view.sequence()).isEqualTo(0xFFFF);
        assertThat(view.hasRightChecksum()).isTrue();
        assertThat(message[0]).as("the byte before the message").isZero();
    }

    @Test
    void refusesSevenBytes() {
        assertThat(view.attach(new byte[8], 0, 7)).isFalse();
        assertThat(view.attach(new byte[8], 0, 8)).isTrue();
    }
}
