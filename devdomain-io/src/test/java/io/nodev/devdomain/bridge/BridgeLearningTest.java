package io.nodev.devdomain.bridge;

import static io.nodev.devdomain.bridge.BridgeHarness.A;
import static io.nodev.devdomain.bridge.BridgeHarness.B;
import static io.nodev.devdomain.bridge.BridgeHarness.BROADCAST;
import static io.nodev.devdomain.bridge.BridgeHarness.NOBODY;
import static io.nodev.devdomain.bridge.BridgeHarness.OWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.machine.DropReason;
import io.nodev.common.packet.MacAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BridgeLearningTest {
    private static final long AGEING = Bridge.DEFAULT_AGEING_NANOS;

    private final BridgeHarness net = new BridgeHarness("vif1.0", "vif2.0", "eth0");

    @Test
    void sendsToTheLearnedPortAlone() {
        net.receive("vif2.0", BROADCAST, B);

        assertThat(net.receive("vif1.0", B, A)).containsExactly("vif2.0.");
    }

    @Test
    void learnsFromEveryFrameWhereverItGoes() {
        net.receive("vif1.0", BROADCAST, A);
        net.receive("vif2.0", A, B);

        assertThat(net.stationsOf("vif1.0")).containsExactly(A);
        assertThat(net.stationsOf("vif2.0")).containsExactly(B);
    }

    @Test
    void keepsAStationUntilItHasAged() {
        net.receive("vif2.0", BROADCAST, B);
        net.nanos += AGEING - 1;

        assertThat(net.receive("vif1.0", B, A)).containsExactly("vif2.0.");
        assertThat(net.stationsOf("vif2.0")).containsExactly(B);
    }

    @Test
    void floodsToAStationThatHasAged() {
        net.receive("vif2.0", BROADCAST, B);
        net.nanos += AGEING;

        assertThat(net.stationsOf("vif2.0")).isEmpty();
        assertThat(net.receive("vif1.0", B, A)).containsExactly("vif2.0", "eth0.");
    }

    @Test
    void eachFrameOfAStationStartsItsAgeAnew() {
        net.receive("vif2.0", BROADCAST, B);
        net.nanos += AGEING - 1;
        net.receive("vif2.0", BROADCAST, B);
        net.nanos += AGEING - 1;

        assertThat(net.receive("vif1.0", B, A)).containsExactly("vif2.0.");
    }

    @Test
    void framesToAStationDoNotKeepItYoung() {
        net.receive("vif2.0", BROADCAST, B);
        net.nanos += AGEING - 1;
        net.receive("vif1.0", B, A);
        net.nanos += 1;

        assertThat(net.receive("vif1.0", B, A)).containsExactly("vif2.0", "eth0.");
    }

    @Test
    void agesAcrossTheWrapOfTheClock() {
        net.nanos = Long.MAX_VALUE - 10;
        net.receive("vif2.0", BROADCAST, B);
        net.nanos += AGEING - 1;
        assertThat(net.receive("vif1.0", B, A)).containsExactly("vif2.0.");
        net.nanos += 1;
        assertThat(net.receive("vif1.0", B, A)).containsExactly("vif2.0", "eth0.");
    }

    @Test
    void followsAStationToAnotherPort() {
        net.receive("vif2.0", BROADCAST, B);
        net.receive("eth0", BROADCAST, B);

        assertThat(net.receive("vif1.0", B, A)).containsExactly("eth0.");
        assertThat(net.stationsOf("vif2.0")).isEmpty();
        assertThat(net.stats("eth0").stationsMoved()).isEqualTo(1);
    }

    @Test
    void aStationThatAgedBeforeItTurnedUpElsewhereDidNotMove() {
        net.receive("vif2.0", BROADCAST, B);
        net.nanos += AGEING;
        net.receive("eth0", BROADCAST, B);

        assertThat(net.stationsOf("eth0")).containsExactly(B);
        assertThat(net.stats("eth0").stationsMoved()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"01:00:5e:00:00:01", BROADCAST, "03:00:00:00:00:01", "00:00:00:00:00:00"})
    void dropsAFrameFromAnAddressNoStationHas(String source) {
        net.receive("vif2.0", BROADCAST, B);

        assertThat(net.receive("vif1.0", B, source)).isEmpty();
        assertThat(net.stationsOf("vif1.0")).isEmpty();
        assertThat(net.stats("vif1.0").drops(DropReason.INVALID_SOURCE)).isEqualTo(1);
    }

    @Test
    void aStationThatForgesTheOwnAddressIsForwardedAndNotLearned() {
        assertThat(net.receive("vif1.0", NOBODY, OWN)).containsExactly("vif2.0", "eth0.");

        assertThat(net.receive("vif2.0", OWN, B)).containsExactly("vif0.0.");
        assertThat(net.stats("vif1.0").ownSourceFrames()).isEqualTo(1);
    }

    @Test
    void anAddressThatBecomesTheOwnOneIsNoLongerBehindAPort() {
        net.receive("vif1.0", BROADCAST, A);
        net.bridge.addOwnAddress(MacAddress.parse(A));
        net.bridge.addOwnAddress(MacAddress.parse(A));

        assertThat(net.receive("vif2.0", A, B)).containsExactly("vif0.0.");
        assertThat(net.stationsOf("vif0.0")).containsExactly(OWN, A);
    }

    @Test
    void theOwnAddressDoesNotAge() {
        net.nanos += 10 * AGEING;

        assertThat(net.receive("vif2.0", OWN, B)).containsExactly("vif0.0.");
        assertThat(net.bridge.stations()).anySatisfy(station -> {
            assertThat(station.own()).isTrue();
            assertThat(station.ageNanos()).isZero();
        });
    }

    @Test
    void showsHowLongAgoAStationWasSeen() {
        net.receive("vif1.0", BROADCAST, A);
        net.nanos += 7;

        assertThat(net.bridge.stations()).contains(new Station(MacAddress.parse(A), net.port("vif1.0"), false, 7));
    }

    @Test
    void withoutAgeingTimeItIsAHub() {
        Bridge hub = new Bridge(new Bridge.Host("vif0.0", MacAddress.parse(OWN), (f, last) -> {}), () -> 5, 0);
        int[] sent = new int[1];
        hub.attach("vif1.0", (frame, last) -> sent[0]++).open();
        BridgePort other = hub.attach("vif2.0", (frame, last) -> {});
        BridgePort third = hub.attach("vif3.0", (frame, last) -> {});
        other.open();
        third.open();

        other.receive(TestFrame.of(BROADCAST, B));
        third.receive(TestFrame.of(B, A));

        assertThat(sent[0]).isEqualTo(2);
    }

    @Test
    void refusesANegativeAgeingTime() {
        Bridge.Host host = new Bridge.Host("vif0.0", MacAddress.parse(OWN), (f, last) -> {});

        assertThatThrownBy(() -> new Bridge(host, () -> 0, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("ageingNanos=-1");
    }
}
