package io.nodev.devdomain.blkfront;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.guest.VirtualBlockDevice;
import io.nodev.devdomain.blkfront.BlockFrontendHarness.Request;
import io.nodev.devdomain.control.ConnectionState;
import io.nodev.devdomain.layout.BlkRingLayout;
import io.nodev.devdomain.layout.BlkifFrontendLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlkfrontTest {
    private final BlockFrontendHarness harness = new BlockFrontendHarness();
    private final Blkfront front = harness.front();

    private List<Request> issue(VirtualBlockDevice device, int requests) {
        for (int tag = 0; tag < requests; tag++) {
            assertThat(device.read(tag * 8L, 8, tag)).isTrue();
        }
        front.submit();
        return harness.takeAll();
    }

    @Test
    void aDisconnectedInterfaceOffersARingAndAConnectedOneAsksForItsDevices() {
        int before = harness.asked();
        harness.connect();
        assertThat(harness.asked()).isEqualTo(before + 1);
        assertThat(front.state()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(front.isReady()).isFalse();
        harness.answerProbe(0x300, 0x801);
        assertThat(front.isReady()).isTrue();
        assertThat(front.all()).extracting(VirtualBlockDevice::name).containsExactly("hda", "sda1");
        assertThat(front.all()).extracting(VirtualBlockDevice::sectors).containsOnly(1000L);
    }

    @Test
    void aProbeWithoutDisksLeavesItReadyWithNone() {
        harness.connect();
        harness.answerProbe();
        assertThat(front.isReady()).isTrue();
        assertThat(front.all()).isEmpty();
    }

    @Test
    void closedChangesNothingInAnyState() {
        harness.tell(BlkifFrontendLayout.CLOSED);
        assertThat(front.state()).isEqualTo(ConnectionState.CLOSED);
        harness.device();
        harness.tell(BlkifFrontendLayout.CLOSED);
        assertThat(front.state()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(harness.driver().ignored()).isEqualTo(2);
    }

    @Test
    void messagesForAnotherHandleAreIgnored() {
        int before = harness.asked();
        assertThat(harness.tell(1, BlkifFrontendLayout.DISCONNECTED)).isTrue();
        assertThat(harness.asked()).isEqualTo(before);
        assertThat(harness.driver().ignored()).isEqualTo(1);
    }

    @Test
    void changedMakesAConnectedInterfaceLookAgain() {
        VirtualBlockDevice device = harness.device();
        harness.tell(BlkifFrontendLayout.CHANGED);
        harness.answerProbe(0x300, 0x340);
        assertThat(front.all()).hasSize(2).first().isSameAs(device);
    }

    @Test
    void aProbeThatWaitedForARequestToEndIsShownWithoutTheGuestsDoing() {
        List<Request> issued = issue(harness.device(), 64);
        harness.tell(BlkifFrontendLayout.CHANGED);
        assertThat(harness.takeAll()).as("requests while there is no slot").isEmpty();
        harness.answer(issued.get(0).id(), BlkRingLayout.READ, 0);
        assertThat(harness.complete()).isEqualTo(1);
        assertThat(harness.ring().hasRequest()).as("whether the probe is shown").isTrue();
        harness.answerProbe(0x300, 0x340);
        assertThat(front.all()).hasSize(2);
    }

    @Test
    void threeUnansweredOfFiveArePutAgainFromSlotZeroRenumbered() {
        VirtualBlockDevice device = harness.device();
        List<Request> issued = issue(device, 5);
        harness.answer(issued.get(0).id(), BlkRingLayout.READ, 0);
        harness.answer(issued.get(2).id(), BlkRingLayout.READ, 0);
        assertThat(harness.complete()).isEqualTo(2);
        harness.die();
        harness.connect();
        List<Request> again = harness.takeAll();
        assertThat(again).extracting(Request::id).containsExactly(0, 1, 2);
        assertThat(again).extracting(Request::sector).containsExactlyInAnyOrder(8, 24, 32);
        assertThat(device.stats().reissued()).isEqualTo(3);
        again.forEach(each -> harness.answer(each.id(), BlkRingLayout.READ, 0));
        harness.complete();
        assertThat(harness.completed()).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L);
        assertThat(front.outstanding()).isZero();
    }

    @Test
    void answersThatWereNotTakenAreDiscardedAndTheirRequestsPutAgain() {
        VirtualBlockDevice device = harness.device();
        List<Request> issued = issue(device, 5);
        harness.answer(issued.get(0).id(), BlkRingLayout.READ, 0);
        harness.answer(issued.get(1).id(), BlkRingLayout.READ, 0);
        harness.die();
        harness.connect();
        assertThat(harness.complete()).isZero();
        assertThat(harness.takeAll()).extracting(Request::id).containsExactly(0, 1, 2, 3, 4);
        assertThat(device.stats().reissued()).isEqualTo(5);
    }

    @Test
    void aSecondRecoveryPutsEachAgainOnce() {
        VirtualBlockDevice device = harness.device();
        issue(device, 3);
        for (int recovery = 1; recovery <= 2; recovery++) {
            harness.die();
            harness.connect();
            assertThat(harness.takeAll()).hasSize(3);
            assertThat(device.stats().reissued()).isEqualTo(3L * recovery);
        }
    }

    @Test
    void whatIsPutWhileDisconnectedGoesToTheNextBackend() {
        VirtualBlockDevice device = harness.device();
        harness.die();
        harness.tell(BlkifFrontendLayout.DISCONNECTED);
        assertThat(device.flush(7)).isTrue();
        front.submit();
        harness.attach();
        harness.tell(BlkifFrontendLayout.CONNECTED);
        assertThat(harness.takeAll()).containsExactly(new Request(BlkRingLayout.FLUSH, 0, 0x300, 0, 0));
        assertThat(device.stats().reissued()).isZero();
    }

    @Test
    void aRingThatALostBackendStillMapsIsNotUsedAgain() {
        harness.device();
        int reference = front.ringReference();
        harness.tell(BlkifFrontendLayout.DISCONNECTED);
        assertThat(front.ringReference()).isNotEqualTo(reference);
    }

    @Test
    void sixtyFourRequestsAreAllThatAreOutstanding() {
        VirtualBlockDevice device = harness.device();
        assertThat(issue(device, 64)).hasSize(64);
        assertThat(device.read(0, 1, 99)).isFalse();
    }

    @Test
    void answersToNothingAreCountedAndNotHandedOver() {
        VirtualBlockDevice device = harness.device();
        List<Request> issued = issue(device, 4);
        harness.answer(-1, BlkRingLayout.READ, 0);
        harness.answer(issued.get(0).id(), BlkRingLayout.READ, 0);
        harness.answer(issued.get(0).id(), BlkRingLayout.READ, 0);
        harness.answer(64, BlkRingLayout.READ, 0);
        harness.complete();
        assertThat(harness.completed()).containsExactly(0L);
        assertThat(front.violations()).isEqualTo(3);
    }
}
