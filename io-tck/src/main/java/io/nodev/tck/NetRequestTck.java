package io.nodev.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.tck.frame.Frames;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.harness.RawVif;
import io.nodev.tck.harness.TxRequest;
import io.nodev.tck.harness.TxResponse;
import io.nodev.tck.ledger.Rule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which transmit requests are taken, and how each is answered. */
public abstract class NetRequestTck extends NetworkTck {
    private static final int PAGE = 4096;

    /** For stacks. */
    protected NetRequestTck() {}

    private void takes(int offset, int size) {
        MachineUnderTest machine = boot();
        Conversation guests = guestsWithBuffers(machine);
        byte[] frame = Frames.ipv4(fromAToB(guests), 17, size);

        int status = send(machine, guests.a(), TxRequest.of(7, frame).at(offset));

        assertThat(status).isEqualTo(OK);
        assertThat(Frames.payload(theOneReceived(guests.b()))).isEqualTo(Frames.payload(frame));
        observe("status=%d delivered", status);
    }

    private void refuses(int offset, int size) {
        MachineUnderTest machine = boot();
        Conversation guests = guestsWithBuffers(machine);
        byte[] frame = Frames.ipv4(fromAToB(guests), 17, size);

        int status = send(machine, guests.a(), TxRequest.of(7, frame).at(offset));

        assertThat(status).as("status of a request that is refused").isEqualTo(refused());
        assertThat(received(guests.b())).isEmpty();
        observe("status=%d", status);
    }

    @Test
    @Rule("N9")
    void refusesSize34() {
        refuses(0, 34);
    }

    @Test
    @Rule("N10")
    void takesSize35() {
        takes(0, 35);
    }

    @Test
    @Rule("N11")
    void takesSize1514() {
        takes(0, 1514);
    }

    @Test
    @Rule("N12")
    void refusesSize1515() {
        refuses(0, 1515);
    }

    @Test
    @Rule("N13")
    void refusesAFrameThatEndsWithItsPage() {
        refuses(3000, PAGE - 3000);
    }

    @Test
    @Rule("N14")
    void takesAFrameThatEndsOneByteBeforeItsPage() {
        takes(3000, PAGE - 3000 - 1);
    }

    @Test
    @Rule("I1")
    void answersEveryRequestOnceWithItsId() {
        MachineUnderTest machine = boot();
        Conversation guests = guestsWithBuffers(machine);
        List<Integer> ids = new ArrayList<>();
        List<TxResponse> responses = new ArrayList<>();

        for (int round = 0; round < 12; round++) {
            for (int i = 0; i < 50; i++) {
                int id = (round * 50 + i) * 7 % RawVif.SLOTS;
                ids.add(id);
                guests.a().fill(mixed(guests, id, i));
            }
            guests.a().push();
            machine.settle();
            responses.addAll(guests.a().takeTxResponses());
        }

        assertThat(responses.stream().map(TxResponse::id))
                .as("ids of the responses to 600 requests, good and bad")
                .containsExactlyInAnyOrderElementsOf(ids);
        observe("600 requests, 600 responses");
    }

    private static TxRequest mixed(Conversation guests, int id, int i) {
        TxRequest good = TxRequest.of(id, Frames.numbered(fromAToB(guests), 60, id));
        return switch (i % 5) {
            case 1 -> good.sized(20);
            case 3 -> good.at(4090);
            case 4 -> TxRequest.of(id, Frames.udp(fromAToB(guests).to(OUTSIDE).toMac(ROUTER), 200));
            default -> good;
        };
    }

    @Test
    @Rule("I3")
    void keepsTheOrderOfOneSenderToOneReceiver() {
        MachineUnderTest machine = boot();
        Conversation guests = conversation(machine);
        post(machine, guests.b(), 200);
        for (int number = 0; number < 80; number++) {
            guests.a().fill(TxRequest.of(number, Frames.numbered(fromAToB(guests), 64, number)));
        }
        guests.a().push();
        machine.settle();

        List<Integer> numbers =
                received(guests.b()).stream().map(Frames::number).toList();

        assertThat(numbers).as("numbers in order of arrival").hasSize(80).isSorted();
        observe("80 in order");
    }
}
