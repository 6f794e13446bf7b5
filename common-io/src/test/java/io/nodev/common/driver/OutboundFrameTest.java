package io.nodev.common.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OutboundFrameTest {
    @Test
    void copiesAllBytesOfItsArrayAndNoMore() {
        byte[] into = new byte[8];

        OutboundFrame frame = OutboundFrame.of(new byte[] {1, 2, 3});
        frame.copyTo(into, 4);

        assertThat(frame.length()).isEqualTo(3);
        assertThat(into).containsExactly(0, 0, 0, 0, 1, 2, 3, 0);
    }

    @Test
    void wantsAnArray() {
        assertThatThrownBy(() -> OutboundFrame.of(null)).isInstanceOf(NullPointerException.class);
    }
}
