package io.nodev.devdomain.bridge;

import static io.nodev.devdomain.bridge.BridgeHarness.A;
import static io.nodev.devdomain.bridge.BridgeHarness.B;
import static io.nodev.devdomain.bridge.BridgeHarness.BROADCAST;
import static io.nodev.devdomain.bridge.BridgeHarness.GROUP;
import static io.nodev.devdomain.bridge.BridgeHarness.NOBODY;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.machine.DropReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BridgeFloodTest {
    private final BridgeHarness net = new BridgeHarness("vif1.0", "vif2.0", "eth0");

    @ParameterizedTest
    @ValueSource(strings = {BROADCAST, GROUP, "33:33:00:00:00:01"})
    void sendsAGroupsFrameToEveryOtherPortInOrderAndToItsOwnLast(String group) {
        assertThat(net.receive("vif2.0", group, B)).containsExactly("vif1.0", "eth0", "vif0.0.");
    }

    @Test
    void sendsAnUnknownStationsFrameToEveryOtherPortButNotItsOwn() {
        assertThat(net.receive("eth0", NOBODY, A)).containsExactly("vif1.0", "vif2.0.");
    }

    @Test
    void tellsTheLastPortThatReallyGetsTheFrame() {
        net.port("eth0").close();

        assertThat(net.receive("vif1.0", NOBODY, A)).containsExactly("vif2.0.");
    }

    @Test
    void neverSendsBackToThePortTheFrameCameFrom() {
        net.receive("vif1.0", BROADCAST, A);

        assertThat(net.receive("vif1.0", A, B)).isEmpty();
        assertThat(net.stats("vif1.0").drops(DropReason.SAME_PORT)).isEqualTo(1);
    }

    @Test
    void dropsWhenNobodyElseIsThere() {
        net.port("vif2.0").close();
        net.port("eth0").close();

        assertThat(net.receive("vif1.0", NOBODY, A)).isEmpty();
        assertThat(net.stats("vif1.0").drops(DropReason.NO_PORT)).isEqualTo(1);
    }

    @Test
    void dropsWhatIsTooShortForAnEthernetHeader() {
        long station = 0xAA00_0000_000BL;

        assertThat(net.receive("vif1.0", new TestFrame(station, station + 1, 13)))
                .isEmpty();
        assertThat(net.stats("vif1.0").drops(DropReason.BAD_LENGTH)).isEqualTo(1);
        assertThat(net.stationsOf("vif1.0")).isEmpty();
        assertThat(net.receive("vif1.0", new TestFrame(station, station + 1, 14)))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x8100, 0x88A8})
    void dropsWhatEndsAtAVlanTag(int type) {
        long station = 0xAA00_0000_000BL;

        for (int length = 14; length < 20; length++) {
            assertThat(net.receive("vif1.0", new TestFrame(station, station + 1, length).withType(type)))
                    .isEmpty();
        }
        assertThat(net.stats("vif1.0").drops(DropReason.BAD_LENGTH)).isEqualTo(6);
        assertThat(net.stationsOf("vif1.0")).isEmpty();
        assertThat(net.receive("vif1.0", new TestFrame(station, station + 1, 20).withType(type)))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"01:80:c2:00:00:00", "01:80:c2:00:00:10", "01:80:c2:00:01:02", "01:80:c1:00:00:02"})
    void floodsGroupsOutsideTheReservedOnes(String group) {
        assertThat(net.receive("vif1.0", group, A)).containsExactly("vif2.0", "eth0", "vif0.0.");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
    void keepsReservedGroupsOnTheirLink(int last) {
        String group = String.format("01:80:c2:00:00:%02x", last);

        assertThat(net.receive("vif1.0", group, A)).isEmpty();
        assertThat(net.stats("vif1.0").drops(DropReason.RESERVED_ADDRESS)).isEqualTo(1);
    }

    @Test
    void learnsFromReservedGroupsExceptMacControl() {
        net.receive("vif1.0", "01:80:c2:00:00:01", A);
        net.receive("vif2.0", "01:80:c2:00:00:0e", B);

        assertThat(net.stationsOf("vif1.0")).isEmpty();
        assertThat(net.stationsOf("vif2.0")).containsExactly(B);
    }

    @Test
    void aPortMayAnswerFromWithinSend() {
        BridgePort[] answering = new BridgePort[1];
        answering[0] = net.bridge.attach("vif3.0", (frame, last) -> {
            net.sent.add("vif3.0");
            answering[0].receive(TestFrame.of(A, B));
        });
        answering[0].open();

        assertThat(net.receive("vif1.0", BROADCAST, A))
                .containsExactly("vif2.0", "eth0", "vif3.0", "vif1.0.", "vif0.0.");
    }

    @Test
    void theLastConsumerMayTakeThePageUnlessAnotherHoldsTheFrame() {
        TestFrame taken = TestFrame.of(BROADCAST, A);
        TestFrame held = TestFrame.of(BROADCAST, A);
        BridgeHarness empty = new BridgeHarness("eth0");
        boolean[] holding = new boolean[1];
        empty.bridge
                .attach("vif1.0", (frame, last) -> {
                    assertThat(last).isFalse();
                    if (holding[0]) {
                        frame.hold();
                    }
                })
                .open();
        empty.bridge
                .attach("vif2.0", (frame, last) -> assertThat(last).isFalse())
                .open();
        boolean[] took = new boolean[1];
        empty.bridge.ownPort().close();
        empty.bridge
                .attach("vif3.0", (frame, last) -> {
                    assertThat(last).isTrue();
                    took[0] = frame.take();
                })
                .open();

        empty.receive("eth0", taken);
        assertThat(took[0]).isTrue();
        assertThat(taken.isTaken()).isTrue();

        holding[0] = true;
        empty.receive("eth0", held);
        assertThat(took[0]).isFalse();
    }
}
