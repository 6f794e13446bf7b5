package io.nodev.devdomain.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ControlMessageTest {
    @Test
    void keepsTypeSubtypeIdAndLengthInItsFirstFourBytes() {
        ControlMessage message = new ControlMessage(3, 32, 60);
        message.setId(0x1FE);
        assertThat(message.bytes()).startsWith(3, 32, 0xFE, 60).hasSize(64);
        assertThat(message.type()).isEqualTo(3);
        assertThat(message.subtype()).isEqualTo(32);
        assertThat(message.id()).isEqualTo(0xFE);
        assertThat(message.length()).isEqualTo(60);
    }

    @Test
    void readsEveryHeaderFieldUnsigned() {
        ControlMessage message = new ControlMessage(255, 254, 253);
        assertThat(message.type()).isEqualTo(255);
        assertThat(message.subtype()).isEqualTo(254);
        assertThat(message.length()).isEqualTo(253);
    }

    @Test
    void keepsPayloadLittleEndianFromTheFifthByteOn() {
        ControlMessage message = new ControlMessage(0, 0, 60)
                .putByte(0, 0xAB)
                .putShort(2, 0xCDEF)
                .putInt(4, 0x01020304);
        assertThat(message.bytes()).startsWith(0, 0, 0, 60, 0xAB, 0, 0xEF, 0xCD, 4, 3, 2, 1);
        assertThat(message.getByte(0)).isEqualTo(0xAB);
        assertThat(message.getShort(2)).isEqualTo(0xCDEF);
        assertThat(message.getInt(4)).isEqualTo(0x01020304);
    }

    @Test
    void carriesAnAddressAtItsOffset() {
        byte[] octets = {0, 1, 2, 3, 4, 5, 6};
        ControlMessage message = new ControlMessage(0, 0, 60).putAddress(54, octets, 1);
        byte[] read = new byte[8];
        message.getAddress(54, read, 2);
        assertThat(read).containsExactly(0, 0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void takesAnAnswerOfAnotherLengthForNotUnderstood() {
        ControlMessage answer = new ControlMessage(3, 0, 20).putInt(16, 6);
        assertThat(answer.result(16, 20, 1)).isEqualTo(6);
        answer.setLength(0);
        assertThat(answer.result(16, 20, 1)).isEqualTo(1);
    }
}
