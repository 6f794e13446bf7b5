package io.nodev.devdomain.bridge;

import static io.nodev.devdomain.bridge.BridgeHarness.A;
import static io.nodev.devdomain.bridge.BridgeHarness.B;
import static io.nodev.devdomain.bridge.BridgeHarness.BROADCAST;
import static io.nodev.devdomain.bridge.BridgeHarness.OWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.machine.DropReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BridgePolicyTest {
    private final BridgeHarness net = new BridgeHarness("vif1.0", "vif2.0", "eth0");

    @Test
    void isAskedOncePerPortWithTheFrame() {
        List<String> asked = new ArrayList<>();
        TestFrame frame = TestFrame.of(BROADCAST, A);
        net.bridge.setPolicy((in, out, f) -> {
            assertThat(f).isSameAs(frame);
            return asked.add(in + ">" + out);
        });

        net.receive("vif1.0", frame);

        assertThat(asked).containsExactly("vif1.0>vif2.0", "vif1.0>eth0", "vif1.0>vif0.0");
    }

    @Test
    void isNotAskedAboutFramesThatGoNowhere() {
        net.bridge.setPolicy((in, out, frame) -> {
            throw new AssertionError("asked");
        });

        net.receive("vif1.0", "01:80:c2:00:00:02", A);
        net.receive("vif1.0", A, A);

        assertThat(net.stats("vif1.0").drops()).isEqualTo(2);
    }

    @Test
    void withholdsAKnownStationsFrame() {
        net.receive("vif2.0", BROADCAST, B);
        refuse("vif2.0");

        assertThat(net.receive("vif1.0", B, A)).isEmpty();
        assertThat(net.stats("vif1.0").drops(DropReason.POLICY)).isEqualTo(1);
        assertThat(net.stats("vif2.0").withheldFrames()).isEqualTo(1);
    }

    @Test
    void withholdsAFloodedFrameFromSomeWhichIsNoDrop() {
        refuse("eth0");

        assertThat(net.receive("vif1.0", BROADCAST, A)).containsExactly("vif2.0", "vif0.0.");
        assertThat(net.stats("vif1.0").drops()).isZero();
        assertThat(net.stats("eth0").withheldFrames()).isEqualTo(1);
    }

    @Test
    void tellsThePortBeforeARefusedLastOneThatItIsLast() {
        refuse("vif0.0");

        assertThat(net.receive("vif1.0", BROADCAST, A)).containsExactly("vif2.0", "eth0.");
    }

    @Test
    void protectsTheOwnPort() {
        refuse("vif0.0");

        assertThat(net.receive("eth0", OWN, A)).isEmpty();
        assertThat(net.stats("eth0").drops(DropReason.POLICY)).isEqualTo(1);
    }

    @Test
    void refusingAllOfAFloodIsOneDrop() {
        net.bridge.setPolicy((in, out, frame) -> false);

        assertThat(net.receive("vif1.0", BROADCAST, A)).isEmpty();
        assertThat(net.stats("vif1.0").drops(DropReason.POLICY)).isEqualTo(1);
    }

    @Test
    void doesNotStopLearning() {
        net.bridge.setPolicy((in, out, frame) -> false);
        net.receive("vif1.0", BROADCAST, A);

        assertThat(net.stationsOf("vif1.0")).containsExactly(A);
    }

    @Test
    void aPromiscuousCopyIsTheLastOnlyIfPermitted() {
        net.receive("vif2.0", BROADCAST, B);
        net.bridge.setPromiscuous(true);
        refuse("vif0.0");

        assertThat(net.receive("vif1.0", B, A)).containsExactly("vif2.0.");
    }

    private void refuse(String port) {
        net.bridge.setPolicy((in, out, frame) -> !out.name().equals(port));
    }
}
