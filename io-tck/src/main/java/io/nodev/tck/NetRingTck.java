package io.nodev.tck;

import static io.nodev.tck.harness.StackCapability.BOUNDED_RECEIVE_QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.tck.frame.Frames;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.harness.RawVif;
import io.nodev.tck.harness.TxRequest;
import io.nodev.tck.harness.TxResponse;
import io.nodev.tck.ledger.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Limits of a ring, and when it notifies. */
public abstract class NetRingTck extends NetworkTck {
    private static final int QUEUE_LIMIT = 101;

    /** For stacks. */
    protected NetRingTck() {}

    @Test
    @Rule({"N30", "I2"})
    void takesNoMoreThanARingfulBeforeItAnswers() {
        MachineUnderTest machine = boot(standard -> standard);
        Conversation guests = conversation(machine);
        machine.wire().holdCompletions(true);
        for (int i = 0; i <= RawVif.SLOTS; i++) {
            byte[] frame = Frames.numbered(fromAToB(guests).to(OUTSIDE).toMac(ROUTER), 60, i);
            guests.a().fill(TxRequest.of(i % RawVif.SLOTS, frame));
        }
        guests.a().push();
        machine.settle();

        int sent = machine.wire().takeSent().size();
        int answeredBefore = guests.a().takeTxResponses().size();
        machine.wire().holdCompletions(false);
        machine.settle();
        List<TxResponse> responses = guests.a().takeTxResponses();

        assertThat(sent).as("frames sent of 257 while none is answered").isEqualTo(RawVif.SLOTS);
        assertThat(answeredBefore).as("answers while frames are held").isZero();
        assertThat(responses.subList(0, RawVif.SLOTS).stream().map(TxResponse::id))
                .as("ids of the first 256 answers")
                .doesNotHaveDuplicates();
        observe("%d of 257 taken", sent);
    }

    private static void sendSome(MachineUnderTest machine, Conversation guests, int count) {
        for (int i = 0; i < count; i++) {
            guests.a().fill(TxRequest.of(i, Frames.udp(fromAToB(guests), 60)));
            guests.a().push();
            machine.settle();
        }
    }

    @Test
    @Rule("N31")
    void notifiesWhenTheProducerEqualsTheEvent() {
        MachineUnderTest machine = boot();
        Conversation guests = conversation(machine);
        guests.a().setTxEvent(3);
        int before = guests.a().notifications();

        sendSome(machine, guests, 2);
        int afterTwo = guests.a().notifications() - before;
        sendSome(machine, guests, 1);
        int afterThree = guests.a().notifications() - before;

        assertThat(afterTwo).as("notifications after two of three responses").isZero();
        assertThat(afterThree).as("notifications after the third").isEqualTo(1);
        observe("0 after two, 1 after three");
    }

    @Test
    @Rule("N32")
    void doesNotNotifyForAnEventThatHasPassed() {
        MachineUnderTest machine = boot();
        Conversation guests = conversation(machine);
        sendSome(machine, guests, 1);
        guests.a().takeTxResponses();
        guests.a().setTxEvent(0);
        int before = guests.a().notifications();

        sendSome(machine, guests, 5);

        assertThat(guests.a().notifications() - before)
                .as("notifications for an event index that the producer has passed")
                .isZero();
        observe("no notification");
    }

    @Test
    @Rule("I8")
    void worksWithoutAnyNotification() {
        MachineUnderTest machine = boot();
        Conversation guests = conversation(machine);
        post(machine, guests.b(), 200);
        guests.a().setTxEvent(0);

        sendSome(machine, guests, 40);

        assertThat(guests.a().takeTxResponses()).hasSize(40);
        assertThat(received(guests.b())).hasSize(40);
        observe("40 sent and received");
    }

    @Test
    @Rule("N29")
    void queuesABurst() {
        MachineUnderTest machine = boot();
        Conversation guests = conversation(machine);
        post(machine, guests.b(), RawVif.SLOTS);
        for (int i = 0; i <= QUEUE_LIMIT; i++) {
            guests.a().fill(TxRequest.of(i, Frames.numbered(fromAToB(guests), 64, i)));
        }
        guests.a().push();
        machine.settle();

        List<TxResponse> responses = guests.a().takeTxResponses();
        int delivered = received(guests.b()).size();

        assertThat(responses).hasSize(QUEUE_LIMIT + 1).allMatch(response -> response.status() == OK);
        whenSupported(
                BOUNDED_RECEIVE_QUEUE,
                () -> assertThat(delivered).isEqualTo(QUEUE_LIMIT),
                () -> assertThat(delivered).isEqualTo(QUEUE_LIMIT + 1));
        observe("%d of 102 delivered", delivered);
    }

    @Test
    @Rule("I1")
    void goesOnAcrossManyRounds() {
        MachineUnderTest machine = boot();
        Conversation guests = conversation(machine);
        for (int round = 0; round < 30; round++) {
            guests.b().postRx(50);
            guests.b().push();
            for (int i = 0; i < 50; i++) {
                guests.a().fill(TxRequest.of(i, Frames.numbered(fromAToB(guests), 64, i)));
            }
            guests.a().push();
            machine.settle();
            assertThat(guests.a().takeTxResponses())
                    .as("responses in round %d", round)
                    .hasSize(50);
            assertThat(received(guests.b())).as("frames in round %d", round).hasSize(50);
        }
        observe("1500 frames through rings of 256");
    }
}
