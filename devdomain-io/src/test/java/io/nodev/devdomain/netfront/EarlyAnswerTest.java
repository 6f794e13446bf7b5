package io.nodev.devdomain.netfront;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.devdomain.layout.NetRxLayout;
import io.nodev.devdomain.layout.NetifFrontendLayout;
import io.nodev.hypervisor.memory.FrameTable;
import java.util.concurrent.Phaser;
import org.junit.jupiter.api.Test;

/** A backend that answers a receive request and exchanges the page at the same moment or later. */
class EarlyAnswerTest {
    private static final int ROUNDS = 100_000;
    private static final int BUFFERS = NetRxLayout.RING.slots();

    private final FrontendHarness harness = new FrontendHarness();
    private final Phaser start = new Phaser(2);
    private volatile boolean ended;

    private void exchangeInEachRound() {
        for (start.arriveAndAwaitAdvance(); !ended; start.arriveAndAwaitAdvance()) {
            harness.exchangeLast();
            start.arriveAndAwaitAdvance();
        }
    }

    @Test
    void costsTheGuestNoPage() throws InterruptedException {
        harness.connect();
        FrameTable frames = harness.domains().hypervisor().frames();
        int owned = frames.owned(1);
        Thread exchanging = new Thread(this::exchangeInEachRound, "exchanging");
        exchanging.start();
        for (int round = 0; round < ROUNDS; round++) {
            int id = harness.takeBuffer();
            harness.answerReceived(id, 0, 60);
            start.arriveAndAwaitAdvance();
            harness.netfront().receive((bytes, offset, length) -> {}, 1);
            start.arriveAndAwaitAdvance();
        }
        ended = true;
        start.arriveAndAwaitAdvance();
        exchanging.join();

        harness.tell(NetifFrontendLayout.CLOSED);

        assertThat(frames.owned(1)).isEqualTo(owned);
        assertThat(ownedAndUsedByNobody(frames))
                .as("pages that the guest lost sight of")
                .isZero();
        harness.detach();
        harness.connect();
        assertThat(harness.buffersOffered()).isEqualTo(BUFFERS);
    }

    private int ownedAndUsedByNobody(FrameTable frames) {
        int lost = 0;
        for (int frame = 0; frames.exists(frame); frame++) {
            lost += frames.owner(frame) == 1 && frames.references(frame) == 1 ? 1 : 0;
        }
        return lost;
    }
}
