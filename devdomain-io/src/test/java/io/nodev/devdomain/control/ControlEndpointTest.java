package io.nodev.devdomain.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.devdomain.TestDomains;
import io.nodev.devdomain.layout.ControlRingLayout;
import io.nodev.hypervisor.domain.SharedInfoLayout;
import io.nodev.hypervisor.event.InterdomainEnds;
import io.nodev.hypervisor.memory.AddressSpace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A domain's end, against a controller that is written by hand into the same page. */
class ControlEndpointTest {
    private final TestDomains domains = new TestDomains();
    private final List<Integer> handled = new ArrayList<>();
    private final List<Integer> answered = new ArrayList<>();
    private GuestKernel control;
    private GuestKernel kernel;
    private ControlEndpoint endpoint;
    private int peerPort;
    private boolean answerNow = true;

    @BeforeEach
    void connect() {
        control = domains.add(0);
        kernel = domains.add(1);
        InterdomainEnds ends = new InterdomainEnds(0, 1);
        domains.hypervisor().events().bindInterdomain(domains.domain(0), ends);
        peerPort = ends.firstPort();
        endpoint = ControlEndpoint.ofDomain(kernel, ends.secondPort(), this::handle);
        kernel.addTask(endpoint);
        domains.run();
    }

    private boolean handle(ControlMessage message) {
        handled.add(message.getInt(0));
        message.putInt(0, message.getInt(0) + 1000);
        return answerNow;
    }

    private AddressSpace memory() {
        return kernel.memory();
    }

    private int toController(int index) {
        return ControlRingLayout.toController(memory(), kernel.sharedInfo()).slot(index);
    }

    private int toDomain(int index) {
        return ControlRingLayout.toDomain(memory(), kernel.sharedInfo()).slot(index);
    }

    private int index(int offset) {
        return kernel.sharedInfo() + SharedInfoLayout.CONTROL_RING + 1024 + offset;
    }

    private void ask(int index, int payload, int length) {
        ControlMessage message = new ControlMessage(4, 0, length).putInt(0, payload);
        message.setId(index);
        memory().write(toDomain(index), message.bytes(), 0, ControlMessage.SIZE);
    }

    private void notifyDomain(int requests) {
        memory().putInt(index(8), requests);
        control.send(peerPort);
        domains.settle();
    }

    private ControlMessage at(int slot) {
        ControlMessage message = new ControlMessage();
        memory().read(slot, message.bytes(), 0, ControlMessage.SIZE);
        return message;
    }

    private ControlMessage request(int payload) {
        return new ControlMessage(4, 33, 8).putInt(0, payload);
    }

    @Test
    void answersInTheSameRingWithTheHeaderRepeated() {
        ask(0, 7, 4);
        notifyDomain(1);
        assertThat(handled).containsExactly(7);
        assertThat(memory().getInt(index(12))).isEqualTo(1);
        assertThat(at(toDomain(0)).getInt(0)).isEqualTo(1007);
        assertThat(at(toDomain(0)).type()).isEqualTo(4);
        assertThat(at(toDomain(0)).id()).isZero();
    }

    @Test
    void putsTheAnswerOffUntilItIsGiven() {
        answerNow = false;
        List<ControlMessage> kept = new ArrayList<>();
        ask(0, 7, 4);
        notifyDomain(1);
        assertThat(memory().getInt(index(12))).isZero();
        kept.add(request(9));
        endpoint.answer(kept.get(0));
        assertThat(memory().getInt(index(12))).isEqualTo(1);
        assertThat(at(toDomain(0)).getInt(0)).isEqualTo(9);
    }

    @Test
    void answersAnImpossibleLengthWithLengthZeroAndAsksNobody() {
        ask(0, 7, 61);
        notifyDomain(1);
        assertThat(handled).isEmpty();
        assertThat(at(toDomain(0)).length()).isZero();
        assertThat(endpoint.violations()).isEqualTo(1);
    }

    @Test
    void hearsNothingOfAnImpossibleIndexUntilItIsPossibleAgain() {
        ask(0, 7, 4);
        notifyDomain(0x4000_0000);
        assertThat(handled).isEmpty();
        assertThat(endpoint.violations()).isPositive();
        notifyDomain(1);
        assertThat(handled).containsExactly(7);
    }

    @Test
    void keepsRequestsInOrderWhileTheRingIsFull() {
        for (int i = 0; i < 20; i++) {
            assertThat(endpoint.ask(request(i), answer -> answered.add(answer.getInt(0))))
                    .isTrue();
        }
        assertThat(memory().getInt(index(0))).isEqualTo(8);
        for (int done = 8; done <= 24; done += 8) {
            memory().putInt(index(4), Math.min(done, 20));
            control.send(peerPort);
            domains.settle();
        }
        assertThat(answered).hasSize(20).isSorted();
        assertThat(memory().getInt(index(0))).isEqualTo(20);
    }

    @Test
    void givesEveryRequestInTheRingAnIdOfItsOwn() {
        for (int i = 0; i < 8; i++) {
            endpoint.ask(request(i), answer -> {});
            assertThat(at(toController(i)).id()).isEqualTo(i);
        }
    }

    @Test
    void refusesToQueueMoreThanItsLimit() {
        int queued = 0;
        while (endpoint.ask(request(queued), answer -> {})) {
            queued++;
        }
        assertThat(queued).isEqualTo(8 + ControlEndpoint.MAX_WAITING);
    }

    @Test
    void countsAnAnswerWithAnIdThatNobodyUsedAndIgnoresIt() {
        endpoint.ask(request(1), answer -> answered.add(answer.getInt(0)));
        memory().putByte(toController(0) + 2, (byte) 99);
        memory().putInt(index(4), 1);
        control.send(peerPort);
        domains.settle();
        assertThat(answered).isEmpty();
        assertThat(endpoint.violations()).isEqualTo(1);
    }

    @Test
    void takesNoMoreAnswersThanItAsked() {
        endpoint.ask(request(1), answer -> answered.add(answer.getInt(0)));
        memory().putInt(index(4), 100);
        control.send(peerPort);
        domains.settle();
        assertThat(answered).isEmpty();
    }

    @Test
    void isDeafAndDumbOnceClosed() {
        endpoint.close();
        assertThat(endpoint.ask(request(1), answer -> {})).isFalse();
        ask(0, 7, 4);
        notifyDomain(1);
        assertThat(handled).isEmpty();
        endpoint.answer(request(5));
        assertThat(memory().getInt(index(12))).isZero();
    }

    @Test
    void givesNoRequestTheIdOfOneWhoseAnswerIsPutOff() {
        endpoint.ask(request(7_000), answer -> answered.add(answer.getInt(0)));
        for (int i = 1; i <= 600; i++) {
            endpoint.ask(request(i), answer -> answered.add(answer.getInt(0)));
            ControlMessage answer = at(toController(i));
            assertThat(answer.id()).isNotZero();
            memory().write(toController(i - 1), answer.bytes(), 0, ControlMessage.SIZE);
            memory().putInt(index(4), i);
            control.send(peerPort);
            domains.settle();
        }
        memory().write(toController(600), request(7_000).bytes(), 0, ControlMessage.SIZE);
        memory().putInt(index(4), 601);
        control.send(peerPort);
        domains.settle();
        assertThat(answered).hasSize(601).last().isEqualTo(7_000);
    }

    @Test
    void hasRoomUntilTheRingIsFull() {
        for (int i = 0; i < 8; i++) {
            assertThat(endpoint.hasRoom()).isTrue();
            endpoint.ask(request(i), answer -> {});
        }
        assertThat(endpoint.hasRoom()).isFalse();
    }

    @Test
    void countsItsIdsRoundWithoutLosingAnAnswer() {
        for (int i = 0; i < 600; i++) {
            endpoint.ask(request(i), answer -> answered.add(answer.getInt(0)));
            memory().putInt(index(4), i + 1);
            control.send(peerPort);
            domains.settle();
        }
        assertThat(answered).hasSize(600).isSorted();
    }
}
