package io.nodev.devdomain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.machine.DropReason;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.RestartFixture.Choices;
import io.nodev.hypervisor.memory.FrameTable;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A backend driver goes down and comes up again inside its domain, and a device domain is made anew. */
class NetbackRestartTest {
    private RestartFixture fixture;

    @AfterEach
    void close() {
        fixture.close();
    }

    private void boot(SchedulerKind scheduler, int first) {
        fixture = new RestartFixture(Choices.of(scheduler, first));
    }

    /** Restarts the driver, or the whole domain. */
    private void restart(boolean wholeDomain) {
        if (wholeDomain) {
            fixture.machine().restartDeviceDomain(fixture.first());
        } else {
            fixture.machine().restartBackend(fixture.first());
        }
        fixture.settle();
    }

    private void sendFourWithoutAnAnswer() {
        fixture.send(10, RestartFixture.numbered(RestartFixture.OUTSIDE, 10, 0));
        fixture.card().holdCompletions(true);
        for (int number = 1; number <= 4; number++) {
            fixture.send(10, RestartFixture.numbered(RestartFixture.OUTSIDE, 10, number));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "COOPERATIVE, 0, false",
        "COOPERATIVE, 1, false",
        "COOPERATIVE, 1, true",
        "THREADED, 0, false",
        "THREADED, 1, false",
        "THREADED, 1, true"
    })
    void connectsItsGuestsAnew(SchedulerKind scheduler, int first, boolean wholeDomain) {
        boot(scheduler, first);
        fixture.assertFramesPass(10, 11);
        for (int restart = 1; restart <= 3; restart++) {
            restart(wholeDomain);
            assertThat(fixture.isConnected(10)).isTrue();
            fixture.assertFramesPass(10, 11);
            fixture.assertFramesPass(11, 10);
            assertThat(fixture.machine().restarts(first)).isEqualTo(restart);
            assertThat(fixture.console()).contains("started again: restarts=" + restart);
        }
        assertThat(fixture.machine().restarts(RestartFixture.SECOND)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "COOPERATIVE, 0, false",
        "COOPERATIVE, 1, false",
        "COOPERATIVE, 1, true",
        "THREADED, 0, false",
        "THREADED, 1, true"
    })
    void isSentAgainWhatWasNotAnswered(SchedulerKind scheduler, int first, boolean wholeDomain) {
        boot(scheduler, first);
        sendFourWithoutAnAnswer();
        fixture.takeFromWire();
        restart(wholeDomain);
        assertThat(fixture.takeFromWire().stream().map(RestartFixture::numberOf))
                .containsExactlyInAnyOrder(1, 2, 3, 4);
        fixture.card().holdCompletions(false);
        fixture.settle();
        fixture.wake(10);
        fixture.settle();
        assertThat(fixture.machine().networkDevices(10).get(0).stats().txFrames())
                .as("each answered once")
                .isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"COOPERATIVE, 0", "COOPERATIVE, 1", "THREADED, 1"})
    void isSentAgainWhatTheCardHadNoRoomFor(SchedulerKind scheduler, int first) {
        boot(scheduler, first);
        fixture.card().holdCompletions(true);
        int sent = 240;
        for (int number = 0; number < sent; number++) {
            fixture.guest(10).send(RestartFixture.numbered(RestartFixture.OUTSIDE, 10, number));
            fixture.guest(11).send(RestartFixture.numbered(RestartFixture.OUTSIDE, 11, sent + number));
        }
        fixture.wake(10);
        fixture.wake(11);
        fixture.settle();
        fixture.machine().restartBackend(first);
        fixture.settle();
        fixture.card().holdCompletions(false);
        fixture.settle();
        assertThat(fixture.takeFromWire().stream().map(RestartFixture::numberOf).collect(Collectors.toSet()))
                .containsAll(IntStream.range(0, 2 * sent).boxed().toList());
    }

    @ParameterizedTest
    @CsvSource({"COOPERATIVE, 0, false", "COOPERATIVE, 1, true", "THREADED, 0, false", "THREADED, 1, true"})
    void hasEveryReceiveBufferAgain(SchedulerKind scheduler, int first, boolean wholeDomain) {
        boot(scheduler, first);
        fixture.assertFramesPass(10, 11);
        restart(wholeDomain);
        int before = fixture.guest(10).received().size();
        for (int number = 0; number < 256; number++) {
            byte[] frame = MachineFixture.frame(MachineFixture.address(10), RestartFixture.OUTSIDE, 300);
            frame[14] = (byte) number;
            fixture.arrive(frame);
        }
        fixture.settle();
        List<byte[]> received = fixture.guest(10).received();
        assertThat(received.subList(before, received.size())).hasSize(256);
        assertThat(fixture.drops(10, DropReason.NO_RECEIVE_BUFFER)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"COOPERATIVE, 0", "COOPERATIVE, 1", "THREADED, 0", "THREADED, 1"})
    void isDroppedAndCountedWhatIsSentWhileItIsDown(SchedulerKind scheduler, int first) {
        boot(scheduler, first);
        fixture.machine().stopBackend(first);
        fixture.settle();
        assertThat(fixture.isConnected(10)).isFalse();
        assertThat(fixture.machine().deviceDomain(first).netback().interfaces()).isEmpty();
        fixture.assertFramesPass(20, 21);
        fixture.takeFromWire();
        byte[] frame = RestartFixture.numbered(RestartFixture.OUTSIDE, 10, 9);
        for (int i = 0; i < 3; i++) {
            fixture.machine().networkDevices(10).get(0).transmit(frame, 0, frame.length);
        }
        assertThat(fixture.drops(10, DropReason.NOT_CONNECTED)).isEqualTo(3);
        fixture.machine().startBackend(first);
        fixture.settle();
        assertThat(fixture.takeFromWire()).as("nothing was queued").isEmpty();
        fixture.assertFramesPass(10, 11);
    }

    @ParameterizedTest
    @EnumSource
    void goesDownOnceAndComesUpOnce(SchedulerKind scheduler) {
        boot(scheduler, 1);
        fixture.machine().stopBackend(1);
        fixture.machine().stopBackend(1);
        fixture.machine().startBackend(1);
        fixture.machine().startBackend(1);
        fixture.settle();
        assertThat(fixture.machine().restarts(1)).isEqualTo(1);
        fixture.assertFramesPass(10, 11);
    }

    @ParameterizedTest
    @CsvSource({"COOPERATIVE, 0, false", "COOPERATIVE, 1, true", "THREADED, 0, false", "THREADED, 1, true"})
    void conservesPages(SchedulerKind scheduler, int first, boolean wholeDomain) {
        boot(scheduler, first);
        fixture.assertFramesPass(10, 11);
        sendFourWithoutAnAnswer();
        Map<Integer, Integer> before = fixture.pages();
        int kernelPages = fixture.machine().running(10).kernel().pages().available();
        for (int i = 0; i < 20; i++) {
            restart(wholeDomain);
        }
        fixture.card().holdCompletions(false);
        fixture.settle();
        assertThat(fixture.pages()).isEqualTo(before);
        assertThat(fixture.frames().owned(FrameTable.HYPERVISOR)).isZero();
        assertThat(fixture.machine().running(10).kernel().pages().available())
                .as("the guest put no ring page aside")
                .isEqualTo(kernelPages);
    }

    @ParameterizedTest
    @EnumSource
    void remembersADeathThatCameWhileItWasDown(SchedulerKind scheduler) {
        boot(scheduler, 1);
        fixture.machine().stopBackend(1);
        fixture.settle();
        fixture.machine().destroyDomain(10);
        fixture.settle();
        fixture.machine().startBackend(1);
        fixture.settle();
        assertThat(fixture.machine().deviceDomain(1).netback().find(10, 0)).isNull();
        assertThat(fixture.machine().deviceDomain(1).netback().find(11, 0).isConnected())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void answersADisconnectThatItHadPutOff(SchedulerKind scheduler) {
        boot(scheduler, 1);
        sendFourWithoutAnAnswer();
        fixture.machine().destroyDomain(10);
        fixture.settle();
        assertThat(fixture.machine().deviceDomain(1).netback().find(10, 0)).isNotNull();
        for (int i = 0; i < 12; i++) {
            restart(false);
        }
        assertThat(fixture.machine().deviceDomain(1).netback().find(10, 0)).isNull();
        assertThat(fixture.frames().owned(FrameTable.HYPERVISOR)).isZero();
        assertThat(fixture.isConnected(11)).isTrue();
        fixture.card().holdCompletions(false);
        fixture.settle();
    }

    @ParameterizedTest
    @EnumSource
    void isAskedForOfADeviceDomainOnly(SchedulerKind scheduler) {
        boot(scheduler, 1);
        assertThatThrownBy(() -> fixture.machine().restartBackend(10)).hasMessageEndingWith("id=10");
        assertThatThrownBy(() -> fixture.machine().restartDeviceDomain(0)).hasMessageEndingWith("id=0");
        assertThatThrownBy(() -> fixture.machine().restartDeviceDomain(11)).hasMessageEndingWith("id=11");
        fixture.machine().destroyDomain(1);
        assertThatThrownBy(() -> fixture.machine().stopBackend(1)).hasMessageEndingWith("id=1");
    }

    @ParameterizedTest
    @EnumSource
    void goesOnWithTheStationsThatItsBridgeKnew(SchedulerKind scheduler) {
        boot(scheduler, 1);
        fixture.arrive(MachineFixture.frame(MacAddress.BROADCAST, RestartFixture.OUTSIDE, 60));
        fixture.settle();
        restart(false);
        assertThat(fixture.machine().deviceDomain(1).bridge().stations())
                .as("behind the NIC, which did not stop")
                .anyMatch(station -> station.address().equals(RestartFixture.OUTSIDE));
    }
}
