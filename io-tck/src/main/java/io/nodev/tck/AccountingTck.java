package io.nodev.tck;

import static io.nodev.tck.harness.StackCapability.CREDIT_LOSS;
import static io.nodev.tck.harness.StackCapability.DROP_COUNTERS;
import static io.nodev.tck.harness.StackCapability.RATE_LIMIT;
import static io.nodev.tck.harness.StackCapability.WIRE_COUNTERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.machine.VifConfig;
import io.nodev.tck.frame.Frames;
import io.nodev.tck.harness.DomainSpec;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.harness.RawVif;
import io.nodev.tck.harness.TxRequest;
import io.nodev.tck.harness.VifSpec;
import io.nodev.tck.ledger.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is counted, and what is limited. */
public abstract class AccountingTck extends NetworkTck {
    private static final int FRAMES = 6;
    private static final int PERIODS = 8;
    private static final long PERIOD_MICROS = 10_000;
    private static final List<Integer> ALL_AT_ONCE = List.of(FRAMES, 0, 0, 0, 0, 0, 0, 0, 0);

    /** For stacks. */
    protected AccountingTck() {}

    @Test
    @Rule("N21")
    void losesAFrameForWhichThereIsNoBuffer() {
        MachineUnderTest machine = boot();
        Conversation guests = conversation(machine);

        int status = send(machine, guests.a(), Frames.udp(fromAToB(guests), 60));
        long counted = guests.b().counters().dropped();

        assertThat(status).isEqualTo(OK);
        assertThat(guests.b().takeRx())
                .as("responses to a receiver without buffers")
                .isEmpty();
        assertThat(counted).as("drops that the architecture counts").isEqualTo(supports(DROP_COUNTERS) ? 1 : 0);
        observe("status=%d counted=%d", status, counted);
    }

    @Test
    @Rule("N28")
    void countsInTheArchitecturesOwnWay() {
        MachineUnderTest machine = boot();
        Conversation guests = guestsWithBuffers(machine);
        requireWayOut(machine, guests);
        List<TxRequest> requests = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            Frames.Ends ends =
                    i < 10 ? fromAToB(guests) : fromAToB(guests).to(OUTSIDE).toMac(ROUTER);
            requests.add(TxRequest.of(i, Frames.udp(ends, 60)));
        }
        long sentBefore = guests.a().counters().fromGuest();
        long receivedBefore = guests.b().counters().toGuest();
        requests.subList(0, 10).forEach(request -> send(machine, guests.a(), request));
        long delivered = guests.b().counters().toGuest() - receivedBefore;
        requests.subList(10, 15).forEach(request -> send(machine, guests.a(), request));
        long sent = guests.a().counters().fromGuest() - sentBefore;

        assertThat(sent).as("frames that count as sent by A").isEqualTo(supports(WIRE_COUNTERS) ? 5 : 15);
        assertThat(delivered).as("frames that count as received by B").isEqualTo(10);
        observe("sent=%d received=%d", sent, delivered);
    }

    /** How many of six full frames reach the wire at once and after each of eight periods. */
    private List<Integer> sentInEachPeriod(long creditBytes, long periodMicros) {
        VifSpec limited = new VifSpec(VifSpec.of("10.0.0.1").addresses(), null, creditBytes, periodMicros);
        MachineUnderTest machine = boot(standard -> standard.withDomain(DomainSpec.guest(1, "A", limited)));
        RawVif vif = machine.vif(1, 0);
        int own = limited.addresses().get(0);
        Frames.Ends ends = new Frames.Ends(vif.address(), own, ROUTER, OUTSIDE);
        for (int i = 0; i < FRAMES; i++) {
            vif.fill(TxRequest.of(i, Frames.udp(ends, 1514)));
        }
        vif.push();
        machine.settle();
        List<Integer> sent = new ArrayList<>();
        sent.add(machine.wire().takeSent().size());
        for (int period = 0; period < PERIODS; period++) {
            machine.clock().advance(TimeUnit.MICROSECONDS.toNanos(PERIOD_MICROS));
            machine.settle();
            sent.add(machine.wire().takeSent().size());
        }
        return sent;
    }

    /**
     * @param lost what is sent if credit that does not suffice is lost
     * @param kept what is sent if it is kept
     */
    private void limits(long creditBytes, List<Integer> lost, List<Integer> kept) {
        List<Integer> sent = sentInEachPeriod(creditBytes, PERIOD_MICROS);
        whenSupported(
                RATE_LIMIT,
                () -> assertThat(sent).isEqualTo(supports(CREDIT_LOSS) ? lost : kept),
                () -> assertThat(sent).isEqualTo(ALL_AT_ONCE));
        observe("sent=%s", sent);
    }

    @Test
    @Rule({"N33", "N34", "N35"})
    void sendsAllAtOnceWithoutARate() {
        List<Integer> sent = sentInEachPeriod(VifConfig.UNLIMITED, 0);
        assertThat(sent).isEqualTo(ALL_AT_ONCE);
        observe("sent=%s", sent);
    }

    @Test
    @Rule("N33")
    void keepsToARate() {
        limits(3000, List.of(2, 1, 1, 1, 1, 0, 0, 0, 0), List.of(1, 2, 2, 1, 0, 0, 0, 0, 0));
    }

    @Test
    @Rule("N34")
    void spendsCreditToTheLastByte() {
        limits(3028, List.of(4, 2, 0, 0, 0, 0, 0, 0, 0), List.of(2, 2, 2, 0, 0, 0, 0, 0, 0));
    }

    @Test
    @Rule("N35")
    void sendsFramesThatAreLongerThanTheCredit() {
        limits(1000, ALL_AT_ONCE, List.of(0, 1, 0, 1, 1, 0, 1, 1, 0));
    }
}
