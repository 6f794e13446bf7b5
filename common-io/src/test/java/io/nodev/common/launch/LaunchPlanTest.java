package io.nodev.common.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.machine.Architecture;
import io.nodev.common.packet.MacAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaunchPlanTest {
    private static final String WEB = "aa:00:00:00:00:0b";
    private static final String DB = "aa:00:00:00:00:0c";
    private static final String HOST = "52:54:00:12:34:64";

    private final LaunchPlan plan = LaunchPlan.of("m", Architecture.LEGACY, options -> null)
            .withSource("vif1.0", WEB)
            .withSource("vif12.0", DB)
            .withSource("eth0", HOST)
            .withReplay(12);

    @Test
    void playsFramesOfHostsOnTheWireAndOfDomainsThatReplay() {
        assertThat(plan.playedPorts())
                .isEqualTo(Map.of(MacAddress.parse(DB), "vif12.0", MacAddress.parse(HOST), "eth0"));
    }

    @Test
    void knowsEveryAddress() {
        assertThat(plan.ports()).hasSize(3).containsEntry(MacAddress.parse(WEB), "vif1.0");
    }

    @Test
    void refusesAnAddressAtTwoPorts() {
        assertThatThrownBy(() -> plan.withSource("eth0", WEB))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("frames of one address enter at one port, not at vif1.0 and eth0: address=" + WEB);
    }

    @Test
    void takesNamesOfVifsApart() {
        assertThat(VifName.parse("vif12.3")).contains(new VifName(12, 3));
        assertThat(new VifName(12, 3)).hasToString("vif12.3");
        assertThat(VifName.parse("eth0")).isEmpty();
        assertThat(VifName.parse("vif1")).isEmpty();
        assertThat(VifName.parse("xvif1.0")).isEmpty();
    }
}
