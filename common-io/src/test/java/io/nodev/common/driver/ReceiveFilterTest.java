package io.nodev.common.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.packet.MacAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiveFilterTest {
    private final ReceiveFilter filter = new ReceiveFilter(MacAddress.parse("00:02:b3:9d:1f:aa"));

    @ParameterizedTest
    @CsvSource({
        "00:02:b3:9d:1f:aa, true, its own address",
        "ff:ff:ff:ff:ff:ff, true, broadcast",
        "01:00:5e:00:00:fb, true, IPv4 multicast",
        "33:33:00:00:00:16, true, IPv6 multicast",
        "00:02:b3:9d:1f:ab, false, a neighbour's address",
        "aa:00:00:00:00:0b, false, a locally administered address",
        "00:00:00:00:00:00, false, no address"
    })
    void passesItsOwnAddressAndGroups(String destination, boolean passes, String what) {
        assertThat(filter.passes(frameTo(destination), 3)).as(what).isEqualTo(passes);
    }

    @Test
    void passesEverythingWhilePromiscuous() {
        byte[] foreign = frameTo("aa:00:00:00:00:0b");

        filter.setPromiscuous(true);
        assertThat(filter.promiscuous()).isTrue();
        assertThat(filter.passes(foreign, 3)).isTrue();

        filter.setPromiscuous(false);
        assertThat(filter.promiscuous()).isFalse();
        assertThat(filter.passes(foreign, 3)).isFalse();
    }

    @Test
    void passesTheZeroAddressToACardThatHasIt() {
        ReceiveFilter dummy = new ReceiveFilter(new MacAddress(0));

        assertThat(dummy.passes(frameTo("00:00:00:00:00:00"), 3)).isTrue();
        assertThat(dummy.passes(frameTo("00:00:00:00:00:01"), 3)).isFalse();
    }

    private static byte[] frameTo(String destination) {
        byte[] bytes = new byte[20];
        MacAddress.parse(destination).put(bytes, 3);
        return bytes;
    }
}
