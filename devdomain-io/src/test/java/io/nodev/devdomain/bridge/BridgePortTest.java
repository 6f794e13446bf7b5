package io.nodev.devdomain.bridge;

import static io.nodev.devdomain.bridge.BridgeHarness.A;
import static io.nodev.devdomain.bridge.BridgeHarness.B;
import static io.nodev.devdomain.bridge.BridgeHarness.BROADCAST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.machine.DropReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BridgePortTest {
    private final BridgeHarness net = new BridgeHarness("vif1.0", "vif2.0", "eth0");

    @Test
    void isClosedUntilOpened() {
        BridgePort port = net.attach("vif3.0", 1);

        assertThat(net.receive("vif3.0", BROADCAST, A)).isEmpty();
        assertThat(port.stats().drops(DropReason.NOT_CONNECTED)).isEqualTo(1);
        assertThat(net.receive("vif1.0", BROADCAST, A)).doesNotContain("vif3.0");
        port.open();
        assertThat(net.receive("vif1.0", BROADCAST, A)).contains("vif3.0");
    }

    @Test
    void forgetsItsStationsWhenClosed() {
        net.receive("vif1.0", BROADCAST, A);
        net.receive("vif2.0", BROADCAST, B);
        net.port("vif2.0").close();

        assertThat(net.receive("vif1.0", B, A)).containsExactly("eth0.");
        assertThat(net.receive("eth0", A, "aa:00:00:00:00:0e")).containsExactly("vif1.0.");
    }

    @Test
    void learnsNothingWhileClosed() {
        net.port("vif2.0").close();
        net.receive("vif2.0", BROADCAST, B);

        assertThat(net.stationsOf("vif2.0")).isEmpty();
    }

    @Test
    void isNoLongerSentToOnceDetached() {
        net.receive("vif2.0", BROADCAST, B);
        BridgePort gone = net.port("vif2.0");
        gone.detach();
        gone.detach();

        assertThat(net.receive("vif1.0", B, A)).containsExactly("eth0.");
        assertThat(net.bridge.ports()).extracting(BridgePort::name).containsExactly("vif0.0", "vif1.0", "eth0");
    }

    @Test
    void doesNotOpenOnceDetached() {
        BridgePort gone = net.port("vif2.0");
        gone.detach();

        assertThatThrownBy(gone::open).isInstanceOf(IllegalStateException.class).hasMessageEndingWith("port=vif2.0");
        assertThat(net.receive("vif2.0", BROADCAST, B)).isEmpty();
    }

    @Test
    void takesTheLowestFreeIndexAndInheritsNothing() {
        net.receive("vif1.0", BROADCAST, A);
        net.port("vif1.0").detach();
        BridgePort next = net.attach("vif9.0", 4);
        next.open();

        assertThat(next.index()).isEqualTo(1);
        assertThat(net.receive("vif2.0", A, B)).containsExactly("vif9.0", "eth0.");
    }

    @Test
    void manyPortsCanBeAttached() {
        for (int domain = 3; domain < 40; domain++) {
            net.attach("vif" + domain + ".0", 2).open();
        }

        assertThat(net.receive("vif1.0", BROADCAST, A)).hasSize(40).endsWith("vif39.0", "vif0.0.");
        assertThat(net.receive("vif39.0", A, B)).containsExactly("vif1.0.");
    }

    @Test
    void namesAreNotUsedTwice() {
        assertThatThrownBy(() -> net.attach("eth0", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("name=eth0");
        assertThatThrownBy(() -> net.attach("vif0.0", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, Bridge.MAX_STATIONS + 1})
    void refusesAQuotaOutOfRange(int stations) {
        assertThatThrownBy(() -> net.attach("vif3.0", stations))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("stations=" + stations);
    }
}
