package io.nodev.hypervisor.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.hypervisor.TestMachine;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DomainTest {
    private final TestMachine machine = new TestMachine();
    private final Domain domain = machine.domain(7);

    @Test
    void diesOnce() {
        assertThat(domain.isAlive()).isTrue();
        assertThat(domain.markDying()).isTrue();
        assertThat(domain.markDying()).isFalse();
        assertThat(domain.isAlive()).isFalse();
    }

    @Test
    void isNotWokenOnceItIsDying() {
        AtomicInteger wakeUps = new AtomicInteger();
        domain.onWake(wakeUps::incrementAndGet);
        domain.wake();
        domain.markDying();
        domain.wake();
        assertThat(wakeUps).hasValue(1);
    }

    @Test
    void knowsWhichHypercallItIsIn() {
        assertThat(domain.hypercall()).isEqualTo(Domain.NO_HYPERCALL);
        int outer = domain.enterHypercall(17);
        int inner = domain.enterHypercall(21);
        assertThat(domain.hypercall()).isEqualTo(21);
        domain.leaveHypercall(inner);
        assertThat(domain.hypercall()).isEqualTo(17);
        domain.leaveHypercall(outer);
        assertThat(domain.hypercall()).isEqualTo(Domain.NO_HYPERCALL);
    }

    @Test
    void isNotReleasedWhileSomebodyHoldsIt() throws InterruptedException {
        assertThat(domain.hold()).isTrue();
        AtomicBoolean released = new AtomicBoolean();
        Thread waiting = new Thread(() -> {
            domain.awaitReleased();
            released.set(true);
        });
        waiting.start();
        while (domain.hold()) {
            domain.release();
            Thread.yield();
        }
        assertThat(released).isFalse();
        domain.release();
        waiting.join();
        assertThat(released).isTrue();
    }

    @Test
    void isHeldByNobodyOnceItIsReleased() {
        domain.awaitReleased();
        assertThat(domain.hold()).isFalse();
        assertThat(domain.hold()).isFalse();
    }

    @Test
    void findsItselfByTheIdThatMeansTheCaller() {
        DomainTable table = machine.hypervisor.domains();
        assertThat(table.find(Domain.SELF, domain)).isSameAs(domain);
        assertThat(table.find(7, machine.domain(8))).isSameAs(domain);
        assertThat(table.find(9)).isNull();
        assertThat(table.find(-1)).isNull();
    }

    @Test
    void listsDomainsByAscendingId() {
        DomainTable table = machine.hypervisor.domains();
        machine.domain(30);
        machine.domain(2);
        assertThat(table.all()).extracting(Domain::id).containsExactly(2, 7, 30);
        assertThat(table.findFrom(3)).isSameAs(domain);
        assertThat(table.findFrom(31)).isNull();
        assertThat(table.findFrom(Integer.MIN_VALUE).id()).isEqualTo(2);
    }

    @Test
    void refusesASecondDomainOfTheSameId() {
        assertThatThrownBy(() -> machine.hypervisor.domains().add(domain))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("id=7");
    }
}
