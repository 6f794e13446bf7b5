package io.nodev.tck;

import static io.nodev.tck.harness.StackCapability.PAGE_TABLE_RECEIVE;
import static io.nodev.tck.harness.StackCapability.RING_FLUSH;
import static io.nodev.tck.harness.StackCapability.RING_RESET;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.hypervisor.Errno;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.tck.frame.Frames;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.harness.RawVif;
import io.nodev.tck.harness.RxResponse;
import io.nodev.tck.harness.TxRequest;
import io.nodev.tck.ledger.Rule;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Receive buffers: what becomes of them and of their pages. */
public abstract class NetReceiveTck extends NetworkTck {
    /** So many that pages come round again. */
    private static final int FRAMES_OF_A_LENGTH = 300;

    private static final int HEADERS = 42;
    private static final byte LEFT_BEHIND = (byte) 0xEE;

    /** For stacks. */
    protected NetReceiveTck() {}

    @Test
    @Rule("N39")
    void conservesPagesOverAHundredFrames() {
        MachineUnderTest machine = boot();
        Conversation guests = conversation(machine);
        post(machine, guests.b(), 100);
        int before = machine.pagesOwned(guests.b().domain());

        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 50; i++) {
                guests.a().fill(TxRequest.of(i, Frames.numbered(fromAToB(guests), 64, i)));
            }
            guests.a().push();
            machine.settle();
            guests.a().takeTxResponses();
        }
        assertThat(received(guests.b())).hasSize(100);
        post(machine, guests.b(), 100);

        assertThat(machine.pagesOwned(guests.b().domain()))
                .as("pages of the receiver, as many buffers posted as before")
                .isEqualTo(before);
        observe("equal");
    }

    @Test
    @Rule("I7")
    void swapsOnePageForAnother() {
        MachineUnderTest machine = boot();
        Conversation guests = conversation(machine);
        post(machine, guests.b(), 10);
        int sender = machine.pagesOwned(guests.a().domain());
        int receiver = machine.pagesOwned(guests.b().domain());

        send(machine, guests.a(), Frames.udp(fromAToB(guests), 60));
        assertThat(received(guests.b())).hasSize(1);
        int afterOne = machine.pagesOwned(guests.b().domain());
        post(machine, guests.b(), 1);

        assertThat(machine.pagesOwned(guests.a().domain()))
                .as("pages of the sender")
                .isEqualTo(sender);
        assertThat(machine.pagesOwned(guests.b().domain()))
                .as("pages of the receiver")
                .isEqualTo(receiver);
        assertThat(afterOne - receiver)
                .as("pages gained while a buffer is missing")
                .isBetween(0, 1);
        observe("equal");
    }

    @Test
    @Rule("I1")
    void answersEveryBufferThatWasUsedOnce() {
        MachineUnderTest machine = boot();
        Conversation guests = conversation(machine);
        post(machine, guests.b(), 20);
        for (int i = 0; i < 30; i++) {
            guests.a().fill(TxRequest.of(i, Frames.numbered(fromAToB(guests), 64, i)));
        }
        guests.a().push();
        machine.settle();

        List<RxResponse> responses = guests.b().takeRx();

        assertThat(responses.stream().map(RxResponse::id).distinct())
                .as("ids of the buffers used, of 20 posted for 30 frames")
                .hasSize(20);
        assertThat(responses).hasSize(20).allMatch(RxResponse::isFrame);
        observe("20 of 20");
    }

    @Test
    @Rule("N36")
    void refusesToStartOverWhileABufferIsOut() {
        MachineUnderTest machine = boot();
        RawVif vif = conversation(machine).b();
        post(machine, vif, 1);

        whenSupported(
                RING_RESET,
                () -> assertThat(vif.reset()).as("RESET_RINGS").isEqualTo(-Errno.EINVAL),
                () -> assertRefused(RING_RESET, vif::reset));
        assertThat(vif.takeRx()).as("buffers that came back").isEmpty();
        observe(supports(RING_RESET) ? "-EINVAL" : "refused");
    }

    @Test
    @Rule("N37")
    void givesEveryBufferBackOnRequest() {
        MachineUnderTest machine = boot();
        RawVif vif = conversation(machine).b();
        post(machine, vif, 2);
        vif.postRx(3);

        whenSupported(
                RING_FLUSH,
                () -> {
                    vif.flush();
                    machine.settle();
                    List<RxResponse> back = vif.takeRx();
                    assertThat(back.stream().map(RxResponse::status))
                            .as("statuses")
                            .containsExactly(DROPPED, DROPPED, DROPPED, DROPPED, DROPPED);
                    assertThat(back.stream().map(RxResponse::id))
                            .as("those that had not been collected come first")
                            .containsExactly(2, 3, 4, 0, 1);
                },
                () -> {
                    assertRefused(RING_FLUSH, vif::flush);
                    assertThat(vif.takeRx()).isEmpty();
                });
        observe(supports(RING_FLUSH) ? "5 back" : "refused");
    }

    @Test
    @Rule("N38")
    void refusesABufferThatIsMappedReadOnly() {
        MachineUnderTest machine = boot();
        RawVif vif = conversation(machine).b();

        whenSupported(
                PAGE_TABLE_RECEIVE,
                () -> {
                    vif.postReadOnlyRx();
                    vif.push();
                    machine.settle();
                    assertThat(vif.takeRx().stream().map(RxResponse::status)).containsExactly(refused());
                },
                () -> assertRefused(PAGE_TABLE_RECEIVE, vif::postReadOnlyRx));
        observe(supports(PAGE_TABLE_RECEIVE) ? "status=1" : "refused");
    }

    @Test
    @Rule("I7")
    void showsNothingOfAPagesFormerLife() {
        MachineUnderTest machine = boot();
        Conversation guests = conversation(machine);
        post(machine, guests.b(), SOME_BUFFERS);
        for (int length : new int[] {1514, 60, 700, 35}) {
            for (int i = 0; i < FRAMES_OF_A_LENGTH; i++) {
                byte[] sent = Frames.ipv4(fromAToB(guests), 17, length);
                Arrays.fill(sent, Math.min(HEADERS, length), length, LEFT_BEHIND);
                send(machine, guests.a(), sent);
                assertNothingAround(length, guests.b().takeRx());
                post(machine, guests.b(), 1);
            }
        }
        observe("lengths kept, zeroes around");
    }

    private static void assertNothingAround(int length, List<RxResponse> received) {
        assertThat(received).hasSize(1).allSatisfy(response -> {
            assertThat(response.frame()).as("a frame of %d bytes", length).hasSize(length);
            assertThat(response.rest())
                    .as("what is around a frame of %d bytes in its page", length)
                    .isEqualTo(new byte[MachineMemory.PAGE_SIZE - length]);
        });
    }
}
