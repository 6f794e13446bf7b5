package io.nodev.devdomain.bridge;

import static io.nodev.devdomain.bridge.BridgeHarness.A;
import static io.nodev.devdomain.bridge.BridgeHarness.B;
import static io.nodev.devdomain.bridge.BridgeHarness.BROADCAST;
import static io.nodev.devdomain.bridge.BridgeHarness.GROUP;
import static io.nodev.devdomain.bridge.BridgeHarness.NOBODY;
import static io.nodev.devdomain.bridge.BridgeHarness.OWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.machine.DropReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BridgeOwnPortTest {
    private final BridgeHarness net = new BridgeHarness("vif1.0", "eth0");

    @Test
    void aloneGetsWhatIsAddressedToIt() {
        assertThat(net.receive("eth0", OWN, A)).containsExactly("vif0.0.");
    }

    @Test
    void doesNotHearUnknownStations() {
        assertThat(net.receive("eth0", NOBODY, A)).containsExactly("vif1.0.");
    }

    @Test
    void doesNotHearKnownStations() {
        net.receive("vif1.0", BROADCAST, A);

        assertThat(net.receive("eth0", A, B)).containsExactly("vif1.0.");
    }

    @Test
    void hearsUnknownStationsWhenPromiscuous() {
        net.bridge.setPromiscuous(true);

        assertThat(net.receive("eth0", NOBODY, A)).containsExactly("vif1.0", "vif0.0.");
    }

    @Test
    void hearsKnownStationsWhenPromiscuous() {
        net.bridge.setPromiscuous(true);
        net.receive("vif1.0", BROADCAST, A);

        assertThat(net.receive("eth0", A, B)).containsExactly("vif1.0", "vif0.0.");
        assertThat(net.receive("vif1.0", A, B)).containsExactly("vif0.0.");
        assertThat(net.stats("vif1.0").drops()).isZero();
    }

    @Test
    void getsItsOwnFramesOnceWhenPromiscuous() {
        net.bridge.setPromiscuous(true);

        assertThat(net.receive("eth0", OWN, A)).containsExactly("vif0.0.");
    }

    @Test
    void doesNotHearItselfWhenPromiscuous() {
        net.bridge.setPromiscuous(true);
        net.receive("vif1.0", BROADCAST, A);

        assertThat(net.receive("vif0.0", A, OWN)).containsExactly("vif1.0.");
        assertThat(net.receive("vif0.0", NOBODY, OWN)).containsExactly("vif1.0", "eth0.");
    }

    @Test
    void hearsNothingWhilePromiscuousButClosed() {
        net.bridge.setPromiscuous(true);
        net.receive("vif1.0", BROADCAST, A);
        net.bridge.ownPort().close();

        assertThat(net.receive("eth0", A, B)).containsExactly("vif1.0.");
    }

    @Test
    void sendsToAKnownStationAlone() {
        net.receive("vif1.0", BROADCAST, A);

        assertThat(net.receive("vif0.0", A, OWN)).containsExactly("vif1.0.");
    }

    @ParameterizedTest
    @ValueSource(strings = {BROADCAST, GROUP, NOBODY, "01:80:c2:00:00:0e"})
    void sendsGroupsAndUnknownStationsEverywhere(String destination) {
        assertThat(net.receive("vif0.0", destination, OWN)).containsExactly("vif1.0", "eth0.");
    }

    @Test
    void nothingIsLearnedFromItsFrames() {
        net.receive("vif0.0", BROADCAST, B);

        assertThat(net.receive("vif1.0", B, A)).containsExactly("eth0.");
        assertThat(net.stationsOf("vif0.0")).containsExactly(OWN);
    }

    @Test
    void doesNotSendToItself() {
        assertThat(net.receive("vif0.0", OWN, OWN)).isEmpty();
        assertThat(net.stats("vif0.0").drops(DropReason.SAME_PORT)).isEqualTo(1);
    }

    @Test
    void keepsItsAddressWhileClosed() {
        net.bridge.ownPort().close();

        assertThat(net.receive("eth0", OWN, A)).isEmpty();
        assertThat(net.stats("eth0").drops(DropReason.NO_PORT)).isEqualTo(1);
        net.bridge.ownPort().open();
        assertThat(net.receive("eth0", OWN, A)).containsExactly("vif0.0.");
    }

    @Test
    void cannotBeDetached() {
        assertThatThrownBy(net.bridge.ownPort()::detach)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("port=vif0.0");
    }
}
