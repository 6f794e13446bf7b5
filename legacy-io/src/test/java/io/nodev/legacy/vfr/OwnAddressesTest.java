package io.nodev.legacy.vfr;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.Endpoint;
import org.junit.jupiter.api.Test;

class OwnAddressesTest {
    private static final int VIF = Endpoint.vif(32_767, 7);
    private static final int HIGH = 0xC000_020B;

    @Test
    void ownsWhatWasGivenToExactlyThatVif() {
        OwnAddresses own = OwnAddresses.NONE.with(VIF, HIGH).with(0, 1).with(VIF, 5);
        assertThat(own.owns(VIF, HIGH)).isTrue();
        assertThat(own.owns(VIF, 5)).isTrue();
        assertThat(own.owns(0, 1)).isTrue();
        assertThat(own.owns(0, HIGH)).isFalse();
        assertThat(own.owns(VIF, 1)).isFalse();
    }

    @Test
    void leavesTheSetItStartedFromAsItWas() {
        OwnAddresses one = OwnAddresses.NONE.with(VIF, HIGH);
        OwnAddresses none = one.without(VIF, HIGH);
        assertThat(OwnAddresses.NONE.owns(VIF, HIGH)).isFalse();
        assertThat(one.owns(VIF, HIGH)).isTrue();
        assertThat(none.owns(VIF, HIGH)).isFalse();
    }

    @Test
    void holdsAnAddressGivenTwiceOnce() {
        OwnAddresses twice = OwnAddresses.NONE.with(VIF, HIGH).with(VIF, HIGH);
        assertThat(twice.without(VIF, HIGH).owns(VIF, HIGH)).isFalse();
    }
}
