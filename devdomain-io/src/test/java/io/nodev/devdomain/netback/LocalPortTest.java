package io.nodev.devdomain.netback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.machine.DropReason;
import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.bridge.BridgedFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPortTest {
    private final BackendHarness harness = new BackendHarness();
    private final LocalPort port = harness.device().localPort();
    private final List<byte[]> received = new ArrayList<>();

    private int receive(int budget) {
        return port.receive((bytes, at, length) -> received.add(Arrays.copyOfRange(bytes, at, at + length)), budget);
    }

    private byte[] toOwn(RawFrontend guest, int length) {
        byte[] frame = guest.frame(BackendHarness.OWN, length);
        guest.fill(0, 0, frame);
        return frame;
    }

    @Test
    void hasTheAddressOfTheNicAndIsAlwaysConnected() {
        byte[] octets = new byte[6];
        port.copyAddress(octets, 0);
        assertThat(MacAddress.of(octets, 0)).isEqualTo(BackendHarness.OWN);
        assertThat(port.isConnected()).isTrue();
        assertThat(port.index()).isZero();
    }

    @Test
    void getsWhatIsForTheDeviceDomainWhole() {
        RawFrontend guest = harness.connected(1);
        byte[] frame = toOwn(guest, 1514);
        guest.send(0, 1514);
        harness.serve(64);
        guest.fill(0, 0, new byte[1514]);
        assertThat(receive(64)).isEqualTo(1);
        assertThat(received).containsExactly(frame);
        assertThat(port.stats().rxBytes()).isEqualTo(1514);
    }

    @Test
    void queues256PacketsAndCountsTheRest() {
        RawFrontend guest = harness.connected(1);
        for (int round = 0; round < 3; round++) {
            toOwn(guest, 60);
            for (int i = 0; i < 100; i++) {
                guest.send(i, 60);
            }
            harness.serve(1000);
        }
        assertThat(port.drops().drops(DropReason.QUEUE_FULL)).isEqualTo(300 - LocalPort.CAPACITY);
        assertThat(receive(200)).isEqualTo(200);
        assertThat(receive(200)).isEqualTo(56);
        assertThat(receive(200)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 13, 1515, 4095})
    void countsALengthThatNoWireCarriesAndSendsNothing(int length) {
        RawFrontend guest = harness.connected(1);
        guest.postAll();
        assertThat(port.transmit(new byte[4095], 0, length)).isTrue();
        harness.serve(64);
        assertThat(port.drops().drops(DropReason.BAD_LENGTH)).isEqualTo(1);
        assertThat(guest.received()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 4096})
    void refusesALengthThatNoPageHolds(int length) {
        assertThatThrownBy(() -> port.transmit(new byte[5000], 0, length))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("length=" + length);
    }

    @Test
    void saysNotNowWhileEveryFrameOfItsOwnIsUnderWay() {
        List<BridgedFrame> held = new ArrayList<>();
        harness.device()
                .bridge()
                .attach("holder", (frame, last) -> {
                    frame.hold();
                    held.add(frame);
                })
                .open();
        byte[] frame = new byte[60];
        MacAddress.BROADCAST.put(frame, 0);
        BackendHarness.OWN.put(frame, 6);
        for (int i = 0; i < DeviceDomain.OWN_FRAMES; i++) {
            assertThat(port.transmit(frame, 0, 60)).isTrue();
        }
        assertThat(port.transmit(frame, 0, 60)).isFalse();
        held.get(0).release();
        assertThat(port.transmit(frame, 0, 60)).isTrue();
        assertThat(port.stats().txFrames()).isEqualTo(DeviceDomain.OWN_FRAMES + 1L);
    }

    @Test
    void leavesNothingOfALongFrameBehindAShortOne() {
        RawFrontend guest = harness.connected(1);
        guest.postAll();
        byte[] frame = guest.frame(MacAddress.BROADCAST, 1514);
        for (int length : new int[] {1514, 14, 900, 60, 35}) {
            port.transmit(frame, 0, length);
            harness.serve(64);
            assertThat(guest.take())
                    .as("take also looks at the rest of the page")
                    .isEqualTo(Arrays.copyOf(frame, length));
        }
    }
}
