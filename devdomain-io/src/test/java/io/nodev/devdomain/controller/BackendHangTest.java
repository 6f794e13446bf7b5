package io.nodev.devdomain.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.controller.ControllerHarness.Side;
import io.nodev.devdomain.layout.ControlType;
import io.nodev.devdomain.layout.NetifBackendLayout;
import io.nodev.hypervisor.time.ManualClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A backend, domain 2, that answers or does not, while a test says which turn it is in. */
class BackendHangTest {
    private static final long LIMIT = 1_000;
    private static final long IN_TURN = 7;

    private final ControllerHarness harness = new ControllerHarness();
    private final ManualClock clock = new ManualClock(5_000);
    private final List<Hang> hangs = new ArrayList<>();
    private Side backend;
    private long turn;

    @BeforeEach
    void watch() {
        harness.controller().limitAnswers(new AnswerLimit(LIMIT, clock, domain -> domain == 2 ? turn : 1, hangs::add));
        harness.add(1);
        backend = harness.add(2);
        harness.controller().watch(2);
        harness.run();
    }

    private void look() {
        harness.controller().lookSoon();
        harness.domains().domain(0).wake();
        harness.settle();
    }

    /** A quarter of the time-out later. */
    private void lookLater() {
        clock.advance(LIMIT / AnswerLimit.LOOKS);
        look();
    }

    private void lookLater(int times) {
        for (int i = 0; i < times; i++) {
            lookLater();
        }
    }

    private void answer(ControlMessage changed) {
        backend.endpoint.answer(changed);
        harness.settle();
    }

    private ControlMessage takeQuestion() {
        return backend.unanswered.remove(0);
    }

    @Test
    void isAskedAtEveryLookWhetherItIsUp() {
        look();
        assertThat(backend.told).hasSize(1);
        assertThat(backend.last().type()).isEqualTo(ControlType.NETIF_BE);
        assertThat(backend.last().subtype()).isEqualTo(NetifBackendLayout.DRIVER_STATUS);
        assertThat(backend.last().length()).isEqualTo(NetifBackendLayout.DRIVER_STATUS_SIZE);
        turn = IN_TURN;
        lookLater(100);
        assertThat(backend.told).hasSize(101);
        assertThat(hangs).isEmpty();
    }

    @Test
    void hangsIfItsTurnGoesOnForTheWholeTime() {
        backend.answersNow = false;
        turn = IN_TURN;
        look();
        lookLater(AnswerLimit.LOOKS - 1);
        assertThat(hangs).isEmpty();
        lookLater();
        assertThat(hangs).containsExactly(new Hang(2, IN_TURN, LIMIT));
        lookLater(100);
        assertThat(hangs).as("told once").hasSize(1);
        assertThat(backend.told).as("asked once").hasSize(1);
    }

    @Test
    void hangsAgainAfterItAnsweredAtLast() {
        backend.answersNow = false;
        turn = IN_TURN;
        look();
        lookLater(AnswerLimit.LOOKS);
        answer(takeQuestion());
        turn = IN_TURN + 2;
        lookLater();
        assertThat(hangs).hasSize(1);
        lookLater(AnswerLimit.LOOKS);
        assertThat(hangs).hasSize(2).last().isEqualTo(new Hang(2, IN_TURN + 2, LIMIT));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 8})
    void isNotLateWhileItIsGivenNoTurn(long notInTurn) {
        backend.answersNow = false;
        turn = notInTurn;
        look();
        lookLater(100);
        assertThat(hangs).isEmpty();
        turn++;
        lookLater(AnswerLimit.LOOKS);
        assertThat(hangs).isEmpty();
        lookLater();
        assertThat(hangs).containsExactly(new Hang(2, notInTurn + 1, LIMIT));
    }

    @Test
    void isNotLateWhileItsTurnsAreLongButEnd() {
        backend.answersNow = false;
        turn = IN_TURN;
        look();
        for (int i = 0; i < 20; i++) {
            lookLater(AnswerLimit.LOOKS - 1);
            turn += 2;
            lookLater();
            answer(takeQuestion());
        }
        assertThat(hangs).isEmpty();
    }

    @Test
    void hangsIfItHasTurnsAndDoesNotAnswer() {
        backend.answersNow = false;
        turn = 8;
        look();
        for (int i = 0; i < AnswerLimit.LOOKS; i++) {
            turn += 2;
            lookLater();
        }
        assertThat(hangs).as("the first of those turns may have begun before").isEmpty();
        turn += 2;
        lookLater();
        assertThat(hangs).containsExactly(new Hang(2, turn, LIMIT));
    }

    @Test
    void isNotLateOnAComputerThatStoodStill() {
        backend.answersNow = false;
        turn = IN_TURN;
        look();
        clock.advance(100 * LIMIT);
        look();
        assertThat(hangs).isEmpty();
    }

    @Test
    void isNotLateForALookThatComesTooOften() {
        backend.answersNow = false;
        turn = IN_TURN;
        for (int i = 0; i < 100; i++) {
            look();
        }
        assertThat(hangs).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3, 32, 4, 2", "3, 32, 4, -1", "3, 32, 5, 1", "3, 31, 4, 1", "4, 32, 4, 1", "255, 255, 60, 0"})
    void hasNotAnsweredIfItSaysNonsenseWhichIsCounted(int type, int subtype, int length, int status) {
        backend.answersNow = false;
        turn = IN_TURN;
        look();
        ControlMessage nonsense = new ControlMessage(type, subtype, length).putInt(0, status);
        nonsense.setId(takeQuestion().id());
        answer(nonsense);
        assertThat(harness.controller().violations(2)).isEqualTo(1);
        lookLater(AnswerLimit.LOOKS);
        assertThat(hangs).containsExactly(new Hang(2, IN_TURN, LIMIT));
    }

    @Test
    void hasNotAnsweredIfItRepeatsAnotherNumber() {
        backend.answersNow = false;
        turn = IN_TURN;
        look();
        ControlMessage answer = takeQuestion();
        answer.setId(answer.id() + 1);
        answer(answer);
        assertThat(harness.controller().violations(2)).isEqualTo(1);
        lookLater(AnswerLimit.LOOKS);
        assertThat(hangs).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"4, 0", "4, 1", "0, 77"})
    void livesThoughItIsDownOrDoesNotKnowTheQuestion(int length, int status) {
        backend.answersNow = false;
        turn = IN_TURN;
        for (int i = 0; i < 10; i++) {
            lookLater();
            ControlMessage answer = takeQuestion().putInt(0, status);
            answer.setLength(length);
            answer(answer);
        }
        assertThat(hangs).isEmpty();
        assertThat(harness.controller().violations(2)).isZero();
    }

    @Test
    void isNotLateWithAnswersThatItMayPutOff() {
        fillRing();
        for (int i = 0; i < 100; i++) {
            turn += 2;
            lookLater();
        }
        assertThat(hangs).isEmpty();
        turn = IN_TURN;
        lookLater(AnswerLimit.LOOKS + 1);
        assertThat(hangs).as("but if its turn goes on").hasSize(1);
    }

    /** The backend takes as many requests as the ring holds, and answers none. */
    private void fillRing() {
        backend.answersNow = false;
        for (int handle = 0; handle < 8; handle++) {
            harness.addInterface(1, handle, 2);
        }
        backend.ask(new ControlMessage(
                        ControlType.NETIF_BE, NetifBackendLayout.DRIVER_STATUS, NetifBackendLayout.DRIVER_STATUS_SIZE)
                .putInt(0, NetifBackendLayout.UP));
        harness.settle();
        assertThat(backend.unanswered).hasSize(8);
    }

    @Test
    void isAskedNoMoreOnceItIsDead() {
        backend.answersNow = false;
        turn = IN_TURN;
        look();
        harness.kill(2);
        lookLater(100);
        assertThat(hangs).isEmpty();
        assertThat(backend.told).hasSize(1);
    }

    @Test
    void isGivenSomeTime() {
        assertThatThrownBy(() -> new AnswerLimit(0, clock, domain -> 0, hangs::add))
                .hasMessageEndingWith("nanos=0");
    }
}
