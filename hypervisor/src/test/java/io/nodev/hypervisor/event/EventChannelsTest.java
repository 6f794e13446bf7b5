package io.nodev.hypervisor.event;

import static io.nodev.hypervisor.Errno.EINVAL;
import static io.nodev.hypervisor.Errno.ENOSPC;
import static io.nodev.hypervisor.Errno.EPERM;
import static io.nodev.hypervisor.Errno.ESRCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.hypervisor.TestMachine;
import io.nodev.hypervisor.domain.Domain;
import org.junit.jupiter.api.Test;

class EventChannelsTest {
    private final TestMachine machine = new TestMachine();
    private final EventChannels events = machine.hypervisor.events();
    private final Domain control = machine.privileged(0);
    private final Domain first = machine.domain(1);
    private final Domain second = machine.domain(2);

    private static InterdomainEnds ends(int dom1, int dom2) {
        return new InterdomainEnds(dom1, dom2);
    }

    private InterdomainEnds bound() {
        InterdomainEnds ends = ends(1, 2);
        assertThat(events.bindInterdomain(control, ends)).isZero();
        return ends;
    }

    @Test
    void bindsPortZeroToTheCatchAll() {
        assertThat(events.status(1, 0)).isEqualTo(PortStatus.virq(Virq.MISDIRECT));
        assertThat(events.bindVirq(first, Virq.MISDIRECT)).isZero();
    }

    @Test
    void neverClosesPortZero() {
        assertThat(events.close(first, Domain.SELF, 0)).isEqualTo(-EINVAL);
        assertThat(events.status(1, 0)).isEqualTo(PortStatus.virq(Virq.MISDIRECT));
    }

    @Test
    void allocatesAPortThatWaitsForADomain() {
        int port = events.allocUnbound(first, 2);
        assertThat(port).isEqualTo(1);
        assertThat(events.status(1, port)).isEqualTo(PortStatus.unbound(2));
    }

    @Test
    void takesSelfForTheCaller() {
        int port = events.allocUnbound(first, Domain.SELF);
        assertThat(events.status(1, port)).isEqualTo(PortStatus.unbound(1));
    }

    @Test
    void givesOutEveryPortButZeroAndThenSaysThereIsNoSpace() {
        for (int port = 1; port < EventChannels.MAX_PORTS; port++) {
            assertThat(events.allocUnbound(first, 2)).isEqualTo(port);
        }
        assertThat(events.allocUnbound(first, 2)).isEqualTo(-ENOSPC);
        assertThat(events.bindVirq(first, Virq.TIMER)).isEqualTo(-ENOSPC);
        assertThat(events.bindInterdomain(control, ends(1, 2))).isEqualTo(-ENOSPC);
        assertThat(events.status(2, 1)).isEqualTo(PortStatus.FREE);
        assertThat(events.close(first, Domain.SELF, 1023)).isZero();
        assertThat(events.allocUnbound(first, 2)).isEqualTo(1023);
    }

    @Test
    void deliversOnTheHighestPort() {
        for (int port = 1; port < EventChannels.MAX_PORTS - 1; port++) {
            events.allocUnbound(first, 2);
        }
        InterdomainEnds ends = bound();
        assertThat(ends.firstPort()).isEqualTo(1023);
        Pending pending = new Pending(machine, first);
        pending.take();
        assertThat(events.send(second, ends.secondPort())).isZero();
        assertThat(pending.take()).containsExactly(1023);
    }

    @Test
    void returnsTheSamePortForAVirtualInterruptBoundTwice() {
        int port = events.bindVirq(first, Virq.TIMER);
        assertThat(port).isPositive();
        assertThat(events.bindVirq(first, Virq.TIMER)).isEqualTo(port);
        assertThat(events.status(1, port)).isEqualTo(PortStatus.virq(Virq.TIMER));
    }

    @Test
    void refusesAVirtualInterruptThatIsNone() {
        for (int virq : new int[] {-1, Virq.COUNT, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThat(events.bindVirq(first, virq)).isEqualTo(-EINVAL);
        }
    }

    @Test
    void raisesAVirtualInterruptOnlyWhereItIsBound() {
        Pending pending = new Pending(machine, first);
        events.raise(first, Virq.TIMER);
        assertThat(pending.take()).isEmpty();
        int port = events.bindVirq(first, Virq.TIMER);
        events.raise(first, Virq.TIMER);
        assertThat(pending.take()).containsExactly(port);
        events.close(first, Domain.SELF, port);
        events.raise(first, Virq.TIMER);
        assertThat(pending.take()).isEmpty();
    }

    @Test
    void bindsTwoDomainsOnFreshPortsAndMakesBothPendingOnce() {
        InterdomainEnds ends = bound();
        assertThat(events.status(1, ends.firstPort())).isEqualTo(PortStatus.interdomain(2, ends.secondPort()));
        assertThat(events.status(2, ends.secondPort())).isEqualTo(PortStatus.interdomain(1, ends.firstPort()));
        assertThat(new Pending(machine, first).take()).containsExactly(ends.firstPort());
        assertThat(new Pending(machine, second).take()).containsExactly(ends.secondPort());
    }

    @Test
    void bindsADomainToItselfOnTwoPorts() {
        InterdomainEnds ends = ends(1, 1);
        assertThat(events.bindInterdomain(control, ends)).isZero();
        assertThat(ends.firstPort()).isNotEqualTo(ends.secondPort());
        assertThat(events.status(1, ends.firstPort())).isEqualTo(PortStatus.interdomain(1, ends.secondPort()));
        assertThat(events.send(first, ends.firstPort())).isZero();
        assertThat(events.close(first, Domain.SELF, ends.firstPort())).isZero();
        assertThat(events.status(1, ends.secondPort())).isEqualTo(PortStatus.unbound(1));
    }

    @Test
    void choosesTheOtherPortWhenADomainIsBoundToItselfAndOneIsGiven() {
        InterdomainEnds secondGiven = ends(1, 1).onPorts(0, 1);
        assertThat(events.bindInterdomain(control, secondGiven)).isZero();
        assertThat(secondGiven.firstPort()).isEqualTo(2);
        InterdomainEnds firstGiven = ends(1, 1).onPorts(3, 0);
        assertThat(events.bindInterdomain(control, firstGiven)).isZero();
        assertThat(firstGiven.secondPort()).isEqualTo(4);
    }

    @Test
    void refusesToBindAPortToItself() {
        int port = events.allocUnbound(first, 1);
        assertThat(events.bindInterdomain(control, ends(1, 1).onPorts(port, port)))
                .isEqualTo(-EINVAL);
        assertThat(events.status(1, port)).isEqualTo(PortStatus.unbound(1));
    }

    @Test
    void bindsThePortsThatAreGiven() {
        int waiting = events.allocUnbound(second, 1);
        InterdomainEnds ends = ends(1, 2).onPorts(7, waiting);
        assertThat(events.bindInterdomain(control, ends)).isZero();
        assertThat(events.status(1, 7)).isEqualTo(PortStatus.interdomain(2, waiting));
        assertThat(events.status(2, waiting)).isEqualTo(PortStatus.interdomain(1, 7));
    }

    @Test
    void letsAnUnprivilegedDomainBindToAPortThatWaitsForIt() {
        int waiting = events.allocUnbound(second, 1);
        InterdomainEnds ends = ends(Domain.SELF, 2).onPorts(0, waiting);
        assertThat(events.bindInterdomain(first, ends)).isZero();
        assertThat(events.status(1, ends.firstPort())).isEqualTo(PortStatus.interdomain(2, waiting));
    }

    @Test
    void letsAnUnprivilegedDomainBindNothingElse() {
        int forOther = events.allocUnbound(second, 0);
        int waiting = events.allocUnbound(second, 1);
        assertThat(events.bindInterdomain(first, ends(2, 1))).isEqualTo(-EPERM);
        assertThat(events.bindInterdomain(first, ends(0, 2))).isEqualTo(-EPERM);
        assertThat(events.bindInterdomain(first, ends(Domain.SELF, 2))).isEqualTo(-EPERM);
        assertThat(events.bindInterdomain(first, ends(Domain.SELF, 2).onPorts(0, forOther)))
                .isEqualTo(-EINVAL);
        assertThat(events.bindInterdomain(first, ends(Domain.SELF, 2).onPorts(0, 9)))
                .isEqualTo(-EPERM);
        assertThat(events.status(2, waiting)).isEqualTo(PortStatus.unbound(1));
    }

    @Test
    void answersPortsThatAreBoundToEachOtherWithThosePorts() {
        InterdomainEnds ends = bound();
        InterdomainEnds fromFirst = ends(1, 2).onPorts(ends.firstPort(), 0);
        assertThat(events.bindInterdomain(control, fromFirst)).isZero();
        assertThat(fromFirst.secondPort()).isEqualTo(ends.secondPort());
        InterdomainEnds fromSecond = ends(1, 2).onPorts(0, ends.secondPort());
        assertThat(events.bindInterdomain(control, fromSecond)).isZero();
        assertThat(fromSecond.firstPort()).isEqualTo(ends.firstPort());
        InterdomainEnds both = ends(1, 2).onPorts(ends.firstPort(), ends.secondPort());
        assertThat(events.bindInterdomain(first, both)).isZero();
    }

    @Test
    void refusesPortsThatDoNotMatch() {
        InterdomainEnds ends = bound();
        int virq = events.bindVirq(first, Virq.TIMER);
        int[][] wrong = {
            {ends.firstPort(), ends.secondPort() + 1},
            {ends.firstPort() + 1, ends.secondPort()},
            {virq, 0},
            {-1, 0},
            {0, -1},
            {1024, 0},
            {0, Integer.MAX_VALUE},
            {900, 0},
            {0, 900},
        };
        for (int[] ports : wrong) {
            InterdomainEnds asked = ends(1, 2).onPorts(ports[0], ports[1]);
            assertThat(events.bindInterdomain(control, asked)).isEqualTo(-EINVAL);
        }
        InterdomainEnds elsewhere = ends(1, 0).onPorts(ends.firstPort(), 0);
        assertThat(events.bindInterdomain(control, elsewhere)).isEqualTo(-EINVAL);
        assertThat(events.status(1, ends.firstPort())).isEqualTo(PortStatus.interdomain(2, ends.secondPort()));
    }

    @Test
    void refusesDomainsThatAreNone() {
        for (int domain : new int[] {5, -1, 32_768, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThat(events.bindInterdomain(control, ends(1, domain))).isEqualTo(-ESRCH);
            assertThat(events.bindInterdomain(control, ends(domain, 1))).isEqualTo(-ESRCH);
            assertThat(events.close(control, domain, 1)).isEqualTo(-ESRCH);
            assertThat(events.close(first, domain, 1)).isEqualTo(-EPERM);
            assertThat(events.status(domain, 1)).isEqualTo(PortStatus.FREE);
        }
    }

    @Test
    void sendsOnlyOnAChannel() {
        int unbound = events.allocUnbound(first, 2);
        int virq = events.bindVirq(first, Virq.TIMER);
        for (int port : new int[] {unbound, virq, 0, 999, 1024, -1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThat(events.send(first, port)).isEqualTo(-EINVAL);
        }
    }

    @Test
    void notifiesTheOtherEnd() {
        InterdomainEnds ends = bound();
        Pending atSecond = new Pending(machine, second);
        atSecond.take();
        assertThat(events.send(first, ends.firstPort())).isZero();
        assertThat(atSecond.take()).containsExactly(ends.secondPort());
    }

    @Test
    void letsThePeerWaitAgainWhenOneEndCloses() {
        InterdomainEnds ends = bound();
        Pending atSecond = new Pending(machine, second);
        atSecond.take();
        assertThat(events.close(first, Domain.SELF, ends.firstPort())).isZero();
        assertThat(events.status(1, ends.firstPort())).isEqualTo(PortStatus.FREE);
        assertThat(events.status(2, ends.secondPort())).isEqualTo(PortStatus.unbound(1));
        assertThat(atSecond.take()).isEmpty();
        assertThat(events.send(second, ends.secondPort())).isEqualTo(-EINVAL);
    }

    @Test
    void closesAnothersPortOnlyForAPrivilegedDomain() {
        InterdomainEnds ends = bound();
        assertThat(events.close(second, 1, ends.firstPort())).isEqualTo(-EPERM);
        assertThat(events.close(control, 1, ends.firstPort())).isZero();
    }

    @Test
    void refusesToCloseAPortThatIsNotInUse() {
        for (int port : new int[] {5, 1024, -1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThat(events.close(first, Domain.SELF, port)).isEqualTo(-EINVAL);
        }
    }

    @Test
    void leavesNoEventForTheNextUserOfAPort() {
        InterdomainEnds ends = bound();
        events.close(first, Domain.SELF, ends.firstPort());
        assertThat(events.allocUnbound(first, 2)).isEqualTo(ends.firstPort());
        assertThat(new Pending(machine, first).take()).isEmpty();
    }

    @Test
    void unbindsThePeersOfADomainThatDies() {
        InterdomainEnds ends = bound();
        machine.hypervisor.destroyDomain(first);
        assertThat(events.status(2, ends.secondPort())).isEqualTo(PortStatus.unbound(1));
        assertThat(events.allocUnbound(first, 2)).isEqualTo(-ESRCH);
        assertThat(events.send(second, ends.secondPort())).isEqualTo(-EINVAL);
    }

    @Test
    void keepsEventsOfADeadDomainFromItsSuccessor() {
        events.bindVirq(first, Virq.TIMER);
        machine.hypervisor.destroyDomain(first);
        Domain successor = machine.domain(1);
        events.bindVirq(successor, Virq.TIMER);
        events.raise(first, Virq.TIMER);
        assertThat(new Pending(machine, successor).take()).isEmpty();
        assertThat(events.bindVirq(first, Virq.TIMER)).isEqualTo(-ESRCH);
    }
}
