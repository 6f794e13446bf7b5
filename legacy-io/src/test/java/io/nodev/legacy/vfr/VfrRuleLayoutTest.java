package io.nodev.legacy.vfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VfrRuleLayoutTest {
    private static final VfrRule RULE = new VfrRule(
            new VfrSide(new VfrEndpoint(0x1122_3344_5566_7788L, 0x0102_0304), 0x0A00_0001, 0xFFFF_FF00, 0x1234, 0xFFFF),
            new VfrSide(VfrEndpoint.ANY, 0x0A00_0002, 0xFF00_0000, 0x8001, 0x0F0F),
            4,
            1);
    private static final String BYTES = "0100000a" + "0200000a" + "3412" + "0180" + "00ffffff" + "000000ff" + "ffff"
            + "0f0f" + "0400" + "0000" + "8877665544332211" + "ffffffffffffffff" + "04030201" + "02000000" + "0100"
            + "0000";

    @Test
    void placesEveryFieldAsTheHypercallDid() {
        byte[] bytes = new byte[VfrRuleLayout.LENGTH];
        VfrRuleLayout.encode(RULE, bytes, 0);
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(BYTES);
        assertThat(VfrRuleLayout.decode(bytes, 0)).isEqualTo(RULE);
    }

    @Test
    void readsAndWritesAtAnOffsetAndNothingBesides() {
        byte[] bytes = new byte[VfrRuleLayout.LENGTH + 8];
        Arrays.fill(bytes, (byte) 0x55);
        VfrRuleLayout.encode(RULE, bytes, 4);
        assertThat(VfrRuleLayout.decode(bytes, 4)).isEqualTo(RULE);
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("55555555" + BYTES + "55555555");
    }

    @Test
    void returnsAnyBytesButTheUnusedOnes() {
        Random random = new Random(56);
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = new byte[VfrRuleLayout.LENGTH];
            random.nextBytes(bytes);
            byte[] again = new byte[VfrRuleLayout.LENGTH];
            VfrRuleLayout.encode(VfrRuleLayout.decode(bytes, 0), again, 0);
            for (int unused : new int[] {26, 27, 54, 55}) {
                bytes[unused] = 0;
            }
            assertThat(again).isEqualTo(bytes);
        }
    }

    @Test
    void encodesZeroForTheRuleOfAllZero() {
        byte[] bytes = new byte[VfrRuleLayout.LENGTH];
        bytes[30] = 1;
        VfrRuleLayout.encode(VfrRule.ZERO, bytes, 0);
        assertThat(bytes).containsOnly(0);
        assertThat(VfrRuleLayout.decode(bytes, 0)).isEqualTo(VfrRule.ZERO);
    }

    @Test
    void refusesValuesThatDoNotFitTheirField() {
        assertThatThrownBy(() -> VfrSide.ZERO.withPort(65_536)).hasMessage("a port has 16 bits: port=65536");
        assertThatThrownBy(() -> VfrSide.ZERO.withPortMask(-1)).hasMessage("a port has 16 bits: portMask=-1");
        assertThatThrownBy(() -> new VfrRule(VfrSide.ZERO, VfrSide.ZERO, -1, 0)).hasMessageEndingWith("protocol=-1");
        assertThatThrownBy(() -> new VfrRule(VfrSide.ZERO, VfrSide.ZERO, 0, 65_536))
                .hasMessageEndingWith("action=65536");
    }
}
