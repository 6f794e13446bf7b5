package io.nodev.legacy.vfr;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.packet.Ipv4Address;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsBuiltValuesTest {
    @ParameterizedTest
    @CsvSource({
        "1.2.3.4, 1.2.3.4",
        "1.2.3.999, 1.2.6.231",
        "255.255.255.256, 0.0.0.0",
        "1.2.3, 0.1.2.3",
        "7, 0.0.0.7",
        "255., 0.0.255.0",
        "1.2.3.4.5, 2.3.4.5",
        "256.1.1.1, 0.0.0.0",
        "10.0.0.x, 0.0.0.0",
        "-1.2.3.4, 0.0.0.0",
        ".5, 0.0.0.5",
        "., 0.0.0.0",
        "010.1.1.1, 10.1.1.1",
        "70000, 0.1.17.112",
        "4294967297.0.0.1, 1.0.0.1",
        "4294967295.0.0.1, 0.0.0.0"
    })
    void readsADottedQuadWithoutCheckingTheLastOctet(String text, String address) {
        assertThat(Ipv4Address.format(AsBuiltValues.dottedQuad(text))).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({
        "80, 80",
        "80x, 80",
        "-1, 0",
        "x, 0",
        "+5, 0",
        "0x10, 0",
        "18446744073709551615, -1",
        "18446744073709551617, 1"
    })
    void readsLeadingDigitsModulo64Bits(String text, long value) {
        assertThat(AsBuiltValues.unsigned(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "-1, -1", "--1, 0", "-, 0", "4294967296, 0", "4294967295, -1", "-4294967295, 1", "3x, 3"})
    void readsASignedIndexModulo32Bits(String text, int value) {
        assertThat(AsBuiltValues.signed(text)).isEqualTo(value);
    }
}
