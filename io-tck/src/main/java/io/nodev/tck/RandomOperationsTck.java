package io.nodev.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.tck.frame.Frames;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.harness.RawVif;
import io.nodev.tck.harness.TxRequest;
import io.nodev.tck.harness.TxResponse;
import io.nodev.tck.ledger.Rule;
import io.nodev.tck.reference.ReferenceIoStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Random operations of two guests, done on the stack and on the reference stack; what is common to all stacks must come out
 * the same. The seed is printed on failure, and {@code -Dnodev.seed} sets it.
 */
public abstract class RandomOperationsTck extends NetworkTck {
    private static final int OPERATIONS = 400;
    private static final int MOST_BUFFERS = 90;
    private static final int MOST_REQUESTS = 30;
    private static final int MAX_PAYLOAD = 1400;

    /** For stacks. */
    protected RandomOperationsTck() {}

    /** One guest's side of a run: what it has in its rings. */
    private static final class Side {
        private final RawVif vif;
        private final Frames.Ends ends;
        private final List<String> log;
        private int posted;
        private int nextId;

        private Side(RawVif vif, Frames.Ends ends, List<String> log) {
            this.vif = vif;
            this.ends = ends;
            this.log = log;
        }

        private void take() {
            for (TxResponse response : vif.takeTxResponses()) {
                log.add("vif" + vif.domain() + " response " + response.id()
                        + (response.status() == OK ? " ok" : " no"));
            }
            received(vif).forEach(frame -> {
                posted--;
                log.add("vif" + vif.domain() + " got " + frame.length + " bytes, number " + Frames.number(frame));
            });
        }
    }

    @Test
    @Rule("I1")
    void doesAsTheReferenceStackDoes() {
        long seed = Long.getLong("nodev.seed", 20040401L);
        MachineUnderTest machine = boot(standard -> standard);
        MachineUnderTest reference = new ReferenceIoStack().boot(machine.topology());
        try {
            assertThat(run(machine, new Random(seed)))
                    .as("what was seen with -Dnodev.seed=%d", seed)
                    .isEqualTo(run(reference, new Random(seed)));
        } finally {
            reference.close();
        }
        observe("%d operations", OPERATIONS);
    }

    /** Guests are known to each other by hardware address before they start. */
    private List<String> run(MachineUnderTest machine, Random random) {
        Conversation guests = conversation(machine);
        List<String> log = new ArrayList<>();
        Frames.Ends there = fromAToB(guests);
        Frames.Ends back = new Frames.Ends(there.toMac(), there.to(), there.fromMac(), there.from());
        Side[] sides = {new Side(guests.a(), there, log), new Side(guests.b(), back, log)};
        send(machine, guests.a(), Frames.numbered(there, 60, 0));
        send(machine, guests.b(), Frames.numbered(back, 60, 0));
        for (int i = 0; i < OPERATIONS; i++) {
            log.add("operation " + i);
            operate(machine, sides[random.nextInt(2)], random, i);
            for (Side side : sides) {
                side.take();
            }
        }
        return log;
    }

    private static void operate(MachineUnderTest machine, Side side, Random random, int number) {
        IntUnaryOperator upTo = random::nextInt;
        switch (random.nextInt(3)) {
            case 0 -> post(side, upTo.applyAsInt(MOST_BUFFERS - side.posted + 1));
            case 1 -> fill(side, upTo.applyAsInt(MOST_REQUESTS), number, random);
            default -> {
                fill(side, 1, number, random);
                post(side, Math.min(1, MOST_BUFFERS - side.posted));
            }
        }
        side.vif.push();
        machine.settle();
    }

    private static void post(Side side, int buffers) {
        side.vif.postRx(buffers);
        side.posted += buffers;
    }

    private static void fill(Side side, int requests, int number, Random random) {
        for (int i = 0; i < requests; i++) {
            int id = side.nextId++ % RawVif.SLOTS;
            int length = 60 + random.nextInt(MAX_PAYLOAD);
            TxRequest good = TxRequest.of(id, Frames.numbered(side.ends, length, number * MOST_REQUESTS + i));
            side.vif.fill(
                    switch (random.nextInt(12)) {
                        case 0 -> good.sized(random.nextInt(35));
                        case 1 -> good.sized(1515 + random.nextInt(60_000));
                        case 2 -> good.at(4096 - length);
                        case 3 -> good.at(4096 - length - 1);
                        default -> good;
                    });
        }
    }
}
