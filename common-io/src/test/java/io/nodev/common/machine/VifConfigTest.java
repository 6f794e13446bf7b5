package io.nodev.common.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.packet.MacAddress;
import org.junit.jupiter.api.Test;

class VifConfigTest {
    @Test
    void defaultsToTheComputedAddressAndNoLimit() {
        assertThat(VifConfig.DEFAULT.address()).isNull();
        assertThat(VifConfig.DEFAULT.creditBytes()).isEqualTo(0xFFFF_FFFFL);
        assertThat(VifConfig.DEFAULT.creditPeriodMicros()).isZero();
        assertThat(VifConfig.DEFAULT.backend()).isZero();
    }

    @Test
    void changesOneThingAtATime() {
        MacAddress address = MacAddress.parse("aa:00:00:00:00:0b");
        VifConfig vif =
                VifConfig.DEFAULT.withAddress(address).withRate(3000, 10_000).withBackend(4);
        assertThat(vif).isEqualTo(new VifConfig(address, 3000, 10_000, 4));
    }

    @Test
    void refusesRatesThatDoNotFitIn32Bits() {
        assertThatThrownBy(() -> VifConfig.DEFAULT.withRate(-1, 0)).hasMessageEndingWith("creditBytes=-1");
        assertThatThrownBy(() -> VifConfig.DEFAULT.withRate(0, 1L << 32))
                .hasMessageEndingWith("creditPeriodMicros=4294967296");
        assertThat(VifConfig.DEFAULT
                        .withRate(VifConfig.UNLIMITED, VifConfig.UNLIMITED)
                        .creditPeriodMicros())
                .isEqualTo(VifConfig.UNLIMITED);
    }
}
