package io.nodev.hypervisor.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.hypervisor.TestMachine;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.memory.FrameTable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventDeliveryTest {
    private final TestMachine machine = new TestMachine();
    private final EventChannels events = machine.hypervisor.events();
    private final AtomicInteger wakeUps = new AtomicInteger();
    private Domain sender;
    private Domain receiver;
    private Pending pending;
    private int from;
    private int to;

    @BeforeEach
    void bindAChannel() {
        sender = machine.privileged(1);
        receiver = machine.domain(2);
        InterdomainEnds ends = new InterdomainEnds(1, 2);
        assertThat(events.bindInterdomain(sender, ends)).isZero();
        from = ends.firstPort();
        to = ends.secondPort();
        pending = new Pending(machine, receiver);
        pending.take();
        receiver.onWake(wakeUps::incrementAndGet);
    }

    private int anotherPortToReceiver() {
        InterdomainEnds ends = new InterdomainEnds(1, 2);
        events.bindInterdomain(sender, ends);
        pending.take();
        wakeUps.set(0);
        return ends.firstPort();
    }

    @Test
    void makesFiveSendsOneUpcall() {
        for (int i = 0; i < 5; i++) {
            assertThat(events.send(sender, from)).isZero();
        }
        assertThat(wakeUps).hasValue(1);
        assertThat(pending.take()).containsExactly(to);
        assertThat(pending.isUpcallPending()).isFalse();
    }

    @Test
    void deliversAgainOnceTheReceiverHasLooked() {
        events.send(sender, from);
        pending.take();
        events.send(sender, from);
        assertThat(wakeUps).hasValue(2);
        assertThat(pending.take()).containsExactly(to);
    }

    @Test
    void wakesTheReceiverOnceForTwoPortsOfOneWord() {
        int other = anotherPortToReceiver();
        events.send(sender, from);
        events.send(sender, other);
        assertThat(wakeUps).hasValue(1);
        assertThat(pending.take()).hasSize(2);
    }

    @Test
    void deliversNothingOnAMaskedPortEvenIfItIsThenUnmaskedWithoutALook() {
        pending.mask(to);
        events.send(sender, from);
        assertThat(wakeUps).hasValue(0);
        assertThat(pending.isPending(to)).isTrue();
        assertThat(pending.isUpcallPending()).isFalse();
        pending.unmask(to);
        events.send(sender, from);
        assertThat(wakeUps).hasValue(0);
        assertThat(pending.isUpcallPending()).isFalse();
    }

    @Test
    void wakesNoDyingDomain() {
        receiver.markDying();
        events.send(sender, from);
        assertThat(wakeUps).hasValue(0);
    }

    @Test
    void losesNoEventBetweenTwoThreads() throws InterruptedException {
        int count = 100_000;
        AtomicInteger sent = new AtomicInteger();
        Thread sending = new Thread(() -> {
            for (int i = 0; i < count; i++) {
                sent.incrementAndGet();
                events.send(sender, from);
            }
        });
        sending.start();
        int seen = 0;
        long start = System.nanoTime();
        while (seen < count && System.nanoTime() - start < 300_000_000_000L) {
            if (!pending.take().isEmpty()) {
                seen = sent.get();
            }
        }
        sending.join();
        assertThat(seen).isEqualTo(count);
    }

    @Test
    void keepsTheReceiversPagesUntilTheEventIsDelivered() throws InterruptedException {
        FrameTable frames = machine.hypervisor.frames();
        Thread destroying = new Thread(() -> machine.hypervisor.destroyDomain(receiver));
        AtomicInteger ownerDuringDelivery = new AtomicInteger();
        receiver.onWake(() -> {
            destroying.start();
            awaitDeath();
            ownerDuringDelivery.set(frames.owner(receiver.sharedInfoFrame()));
        });
        events.send(sender, from);
        destroying.join();
        assertThat(ownerDuringDelivery).hasValue(2);
        assertThat(frames.owner(receiver.sharedInfoFrame())).isEqualTo(FrameTable.FREE);
    }

    /** Until the destruction lets nobody begin a delivery, and so waits for those that are under way. */
    private void awaitDeath() {
        while (receiver.hold()) {
            receiver.release();
            Thread.yield();
        }
    }

    @Test
    void touchesNoPageOfADomainThatDiesMeanwhile() throws InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        Domain target = receiver;
        Thread sending = new Thread(() -> {
            while (!stop.get()) {
                events.send(sender, from);
                events.raise(target, Virq.TIMER);
            }
        });
        sending.start();
        FrameTable frames = machine.hypervisor.frames();
        Domain victim = receiver;
        for (int round = 0; round < 500; round++) {
            machine.hypervisor.destroyDomain(victim);
            int reused = frames.allocate(FrameTable.HYPERVISOR);
            for (int offset = 0; offset < 4096; offset += 4) {
                assertThat(machine.hypervisor.memory().getInt(reused * 4096 + offset))
                        .isZero();
            }
            frames.release(reused);
            victim = machine.domain(2);
            InterdomainEnds ends = new InterdomainEnds(1, 2).onPorts(from, 0);
            assertThat(events.bindInterdomain(sender, ends)).isZero();
        }
        stop.set(true);
        sending.join();
    }
}
