package io.nodev.devdomain;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.driver.OutboundFrame;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.common.packet.MacAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A guest that fills a NIC which does not go on, beside guests that only talk to each other. */
class SlowNicTest {
    private static final MacAddress OUTSIDE = MacAddress.parse("52:54:00:12:34:64");
    private static final int TO_THE_WIRE = 400;

    private final ScriptedGuest sender = new ScriptedGuest();
    private final ScriptedGuest receiver = new ScriptedGuest();
    private final ScriptedGuest greedy = new ScriptedGuest();
    private MachineFixture machine;

    @AfterEach
    void close() {
        machine.close();
    }

    /** Nobody's frames are flooded then. */
    private void makeEverybodyKnown() {
        machine.outside().transmit(OutboundFrame.of(MachineFixture.frame(MachineFixture.NIC, OUTSIDE, 60)), 0);
        machine.settle();
        machine.send(receiver, 3, MachineFixture.frame(MachineFixture.NIC, MachineFixture.address(3), 60));
    }

    private void fillTheCard() {
        machine.card().holdCompletions(true);
        for (int i = 0; i < TO_THE_WIRE; i++) {
            greedy.send(MachineFixture.frame(OUTSIDE, MachineFixture.address(4), 200));
        }
        machine.wake(4);
        assertThat(greedy.isIdle()).as("whether the NIC took all").isFalse();
    }

    private void exchange(int frames) {
        for (int i = 0; i < frames; i++) {
            sender.send(MachineFixture.frame(MachineFixture.address(3), MachineFixture.address(2), 300 + i));
        }
        machine.wake(2);
    }

    @ParameterizedTest
    @EnumSource
    void doesNotStopTheOthersAndIsServedAgainOnceTheNicGoesOn(SchedulerKind scheduler) {
        machine = new MachineFixture(scheduler, 1, null, sender, receiver, greedy);
        makeEverybodyKnown();
        fillTheCard();
        exchange(10);
        exchange(100);
        assertThat(receiver.received()).hasSize(110);
        assertThat(sender.isIdle()).isTrue();

        machine.card().holdCompletions(false);
        machine.settle();
        machine.wake(4);
        assertThat(greedy.isIdle()).isTrue();
        assertThat(machine.vif(4).drops().values()).allMatch(count -> count == 0);
        assertThat(machine.machine()
                        .deviceDomain(1)
                        .nicPorts()
                        .get(0)
                        .bridgePort()
                        .stats()
                        .sentFrames())
                .isEqualTo(TO_THE_WIRE);
    }
}
