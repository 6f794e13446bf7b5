package io.nodev.tck;

import static io.nodev.tck.harness.StackCapability.BACKEND_RESTART;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.tck.frame.Frames;
import io.nodev.tck.frame.Frames.Ends;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.ledger.Rule;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of frames, buffers and guests when that which moves frames goes down and comes up again. */
public abstract class RecoveryTck extends NetworkTck {
    private static final int UNANSWERED = 4;
    private static final int BUFFERS = 200;
    private static final int LENGTH = 64;

    /** For stacks. */
    protected RecoveryTck() {}

    /** A guest that may send outside; where its router is has been seen, so that nothing is flooded to find it. */
    private Traveller traveller(MachineUnderTest machine) {
        Traveller guest = Conversations.of(machine, harness().oracle(machine.topology()))
                .traveller(OUTSIDE)
                .orElseThrow(() -> notExercised("no guest beside another may send to the world outside"));
        machine.wire().inject(inward(guest, 0));
        machine.settle();
        return guest;
    }

    private static byte[] outward(Traveller guest, int number) {
        Ends ends = new Ends(guest.port().address(), guest.address(), ROUTER, OUTSIDE);
        return Frames.numbered(ends, LENGTH, number);
    }

    private static byte[] inward(Traveller guest, int number) {
        Ends ends = new Ends(ROUTER, OUTSIDE, guest.port().address(), guest.address());
        return Frames.numbered(ends, LENGTH, number);
    }

    private static void send(MachineUnderTest machine, Traveller guest, int number) {
        guest.port().send(outward(guest, number));
        machine.settle();
    }

    private static List<Integer> numbersOnWire(MachineUnderTest machine) {
        return machine.wire().takeSent().stream().map(Frames::number).toList();
    }

    private static void restart(MachineUnderTest machine, Traveller guest) {
        machine.stopBackend(guest.domain());
        machine.settle();
        machine.startBackend(guest.domain());
        machine.settle();
    }

    @Test
    @Rule("R4")
    void sendsAgainWhatTheBackendHadNotAnswered() {
        MachineUnderTest machine = bootWithDrivers();
        Traveller guest = traveller(machine);
        machine.wire().holdCompletions(true);
        for (int number = 1; number <= UNANSWERED; number++) {
            send(machine, guest, number);
        }
        assertThat(numbersOnWire(machine)).as("frames on the wire").contains(1);

        whenSupported(
                BACKEND_RESTART,
                () -> {
                    restart(machine, guest);
                    machine.wire().holdCompletions(false);
                    machine.settle();
                    assertThat(numbersOnWire(machine).stream().distinct())
                            .as("frames sent again after the restart")
                            .containsExactlyInAnyOrder(1, 2, 3, 4);
                    observe("%d sent again", UNANSWERED);
                },
                () -> assertRefused(BACKEND_RESTART, () -> machine.stopBackend(guest.domain())));
    }

    @Test
    @Rule("R4")
    void postsEveryBufferAgain() {
        MachineUnderTest machine = bootWithDrivers();
        Traveller guest = traveller(machine);
        whenSupported(
                BACKEND_RESTART,
                () -> {
                    restart(machine, guest);
                    assertReceives(machine, guest);
                    restart(machine, guest);
                    assertReceives(machine, guest);
                    observe("%d received", BUFFERS);
                },
                () -> assertRefused(BACKEND_RESTART, () -> machine.startBackend(guest.domain())));
    }

    private static void assertReceives(MachineUnderTest machine, Traveller guest) {
        guest.bystander().takeReceived();
        guest.port().takeReceived();
        send(machine, guest, 0);
        for (int number = 1; number <= BUFFERS; number++) {
            machine.wire().inject(inward(guest, number));
        }
        machine.settle();
        List<Integer> expected = IntStream.rangeClosed(1, BUFFERS).boxed().collect(Collectors.toList());
        assertThat(guest.port().takeReceived().stream().map(Frames::number))
                .as("frames received with the buffers posted again")
                .containsExactlyElementsOf(expected);
        assertThat(guest.bystander().takeReceived().stream().map(Frames::number))
                .as("frames that another guest received after the restart")
                .doesNotContainAnyElementsOf(expected);
    }

    @Test
    @Rule("R5")
    void recoversFromAFaultOfADriver() {
        MachineUnderTest machine = bootWithDrivers();
        Traveller guest = traveller(machine);
        machine.wire().breakDriver();
        whenSupported(
                BACKEND_RESTART,
                () -> {
                    send(machine, guest, 7);
                    assertThat(guest.port().isConnected())
                            .as("connected, while what moves frames is down")
                            .isFalse();
                    machine.startBackend(guest.domain());
                    machine.settle();
                    assertThat(guest.port().isConnected())
                            .as("connected, once that is up again")
                            .isTrue();
                    assertThat(numbersOnWire(machine))
                            .as("frames sent again after the fault")
                            .contains(7);
                    send(machine, guest, 8);
                    assertThat(numbersOnWire(machine)).as("frames on the wire").contains(8);
                    observe("recovered");
                },
                () -> {
                    assertThatThrownBy(() -> send(machine, guest, 7)).hasMessageContaining("PANIC");
                    observe("panic");
                });
    }

    @Test
    @Rule("R6")
    void dropsAndCountsWhatIsSentWhileNotConnected() {
        MachineUnderTest machine = bootWithDrivers();
        Traveller guest = traveller(machine);
        whenSupported(
                BACKEND_RESTART,
                () -> {
                    machine.stopBackend(guest.domain());
                    machine.settle();
                    long before = guest.port().droppedNotConnected();
                    send(machine, guest, 1);
                    send(machine, guest, 2);
                    assertThat(guest.port().droppedNotConnected() - before)
                            .as("frames counted as sent while not connected")
                            .isEqualTo(2);
                    machine.startBackend(guest.domain());
                    machine.settle();
                    assertThat(numbersOnWire(machine))
                            .as("frames that were queued meanwhile")
                            .isEmpty();
                    observe("dropped and counted");
                },
                () -> {
                    assertRefused(BACKEND_RESTART, () -> machine.stopBackend(guest.domain()));
                    send(machine, guest, 1);
                    assertThat(numbersOnWire(machine)).as("frames on the wire").containsExactly(1);
                    assertThat(guest.port().droppedNotConnected()).isZero();
                });
    }
}
