package io.nodev.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.hypervisor.Errno;
import io.nodev.hypervisor.domain.SharedInfoLayout;
import io.nodev.hypervisor.event.Virq;
import io.nodev.hypervisor.hypercall.EventChannelOpLayout;
import io.nodev.hypervisor.hypercall.HypercallGate;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.ledger.Rule;
import org.junit.jupiter.api.Test;

/** Event channels, which the flag does not touch. */
public abstract class EventChannelTck extends IoStackTck {
    private static final int UNBOUND = 1;
    private static final int MAX_PORTS = 1024;
    private static final int SENDS = 5;

    /** For stacks. */
    protected EventChannelTck() {}

    /** The result, and what the operation left in its structure. */
    private record Answer(int result, int second, int third, int fourth) {}

    private static Answer op(HypercallGate gate, int command, int... fields) {
        int address = lastPage(gate);
        gate.memory().zero(address, EventChannelOpLayout.SIZE);
        gate.memory().putInt(address + EventChannelOpLayout.COMMAND, command);
        for (int i = 0; i < fields.length; i++) {
            gate.memory().putInt(address + EventChannelOpLayout.FIRST + i * Integer.BYTES, fields[i]);
        }
        int result = gate.call(HypercallNumber.EVENT_CHANNEL_OP, address);
        return new Answer(
                result,
                gate.memory().getInt(address + EventChannelOpLayout.SECOND),
                gate.memory().getInt(address + EventChannelOpLayout.THIRD),
                gate.memory().getInt(address + EventChannelOpLayout.FOURTH));
    }

    private MachineUnderTest withTwoGuests() {
        MachineUnderTest machine = boot();
        if (machine.topology().domains().size() < 3) {
            throw notExercised("the machine has fewer than two guests");
        }
        return machine;
    }

    /** A channel between the first two guests. */
    private record Channel(int first, int firstPort, int second, int secondPort) {}

    private static Channel channel(MachineUnderTest machine) {
        int first = domainAt(machine, 1);
        int second = domainAt(machine, 2);
        int waiting = machine.call(second, gate -> op(gate, EventChannelOpLayout.ALLOC_UNBOUND, first))
                .second();
        Answer bound =
                machine.call(first, gate -> op(gate, EventChannelOpLayout.BIND_INTERDOMAIN, first, second, 0, waiting));
        assertThat(bound.result()).as("binding to a port that waits").isZero();
        machine.settle();
        return new Channel(first, bound.third(), second, waiting);
    }

    @Test
    @Rule("E1")
    void refusesToClosePort0() {
        MachineUnderTest machine = boot();
        int domain = domainAt(machine, 1);
        int result = machine.call(domain, gate -> op(gate, EventChannelOpLayout.CLOSE, domain, 0))
                .result();
        assertThat(result).isEqualTo(-Errno.EINVAL);
        observe("result=%d", result);
    }

    @Test
    @Rule("E2")
    void refusesToSendOnAPortThatWaits() {
        MachineUnderTest machine = boot();
        int domain = domainAt(machine, 1);
        int port = machine.call(domain, gate -> op(gate, EventChannelOpLayout.ALLOC_UNBOUND, 0))
                .second();
        int result = machine.call(domain, gate -> op(gate, EventChannelOpLayout.SEND, port))
                .result();
        assertThat(port).isPositive();
        assertThat(result).isEqualTo(-Errno.EINVAL);
        observe("result=%d", result);
    }

    @Test
    @Rule("E3")
    void givesTheSamePortForTheSameInterrupt() {
        MachineUnderTest machine = boot();
        int domain = domainAt(machine, 1);
        int first = machine.call(domain, gate -> op(gate, EventChannelOpLayout.BIND_VIRQ, Virq.DEBUG))
                .second();
        int second = machine.call(domain, gate -> op(gate, EventChannelOpLayout.BIND_VIRQ, Virq.DEBUG))
                .second();
        assertThat(second).as("the port of the second binding").isEqualTo(first);
        observe("same port");
    }

    @Test
    @Rule({"E4", "I8"})
    void makesOneUpcallOfManySends() {
        MachineUnderTest machine = withTwoGuests();
        Channel channel = channel(machine);
        machine.countUpcalls(channel.second(), channel.secondPort());

        machine.onDomain(
                channel.second(),
                () -> machine.call(channel.first(), gate -> {
                    int failures = 0;
                    for (int i = 0; i < SENDS; i++) {
                        failures += op(gate, EventChannelOpLayout.SEND, channel.firstPort())
                                .result();
                    }
                    return failures;
                }));
        machine.settle();

        int upcalls = machine.upcalls(channel.second(), channel.secondPort());
        assertThat(upcalls)
                .as("upcalls for five sends while the receiver is busy")
                .isEqualTo(1);
        observe("upcalls=%d", upcalls);
    }

    @Test
    @Rule("E5")
    void losesTheEdgeOfAMaskedPort() {
        MachineUnderTest machine = withTwoGuests();
        Channel channel = channel(machine);
        machine.countUpcalls(channel.second(), channel.secondPort());
        int port = channel.secondPort();
        int bit = 1 << port % Integer.SIZE;
        int word = port / Integer.SIZE * Integer.BYTES;

        setMask(machine, channel.second(), word, bit);
        machine.call(channel.first(), gate -> op(gate, EventChannelOpLayout.SEND, channel.firstPort()));
        machine.settle();
        setMask(machine, channel.second(), word, 0);
        machine.settle();
        int pending = machine.call(
                channel.second(),
                gate -> gate.memory().getInt(gate.layout().sharedInfo() + SharedInfoLayout.PENDING + word));

        assertThat(machine.upcalls(channel.second(), port)).as("upcalls").isZero();
        assertThat(pending & bit).as("the port's pending bit").isNotZero();
        observe("upcalls=0 pending");
    }

    private static void setMask(MachineUnderTest machine, int domain, int word, int bits) {
        machine.call(domain, gate -> {
            gate.memory().putInt(gate.layout().sharedInfo() + SharedInfoLayout.MASK + word, bits);
            return 0;
        });
    }

    @Test
    @Rule("E6")
    void endsWithItsPorts() {
        MachineUnderTest machine = boot();
        int domain = domainAt(machine, 1);
        int used = usedPorts(machine, domain);
        int allocated = machine.call(domain, gate -> {
            int count = 0;
            while (op(gate, EventChannelOpLayout.ALLOC_UNBOUND, 0).result() == 0) {
                count++;
            }
            return count;
        });
        int result = machine.call(domain, gate -> op(gate, EventChannelOpLayout.ALLOC_UNBOUND, 0))
                .result();
        assertThat(used + allocated).as("ports in all, port 0 not counted").isEqualTo(MAX_PORTS - 1);
        assertThat(result).isEqualTo(-Errno.ENOSPC);
        observe("ports=%d then %d", used + allocated, result);
    }

    private static int usedPorts(MachineUnderTest machine, int domain) {
        return machine.call(domain, gate -> {
            int used = 0;
            for (int port = 1; port < MAX_PORTS; port++) {
                used += op(gate, EventChannelOpLayout.STATUS, domain, port).third() == 0 ? 0 : 1;
            }
            return used;
        });
    }

    @Test
    @Rule("E7")
    void leavesTheOtherEndOfAClosedChannelWaiting() {
        MachineUnderTest machine = withTwoGuests();
        Channel channel = channel(machine);
        machine.countUpcalls(channel.second(), channel.secondPort());

        int closed = machine.call(
                        channel.first(),
                        gate -> op(gate, EventChannelOpLayout.CLOSE, channel.first(), channel.firstPort()))
                .result();
        machine.settle();
        Answer status = machine.call(
                channel.second(),
                gate -> op(gate, EventChannelOpLayout.STATUS, channel.second(), channel.secondPort()));

        assertThat(closed).isZero();
        assertThat(status.third()).as("state of the other end").isEqualTo(UNBOUND);
        assertThat(status.fourth()).as("whom it waits for").isEqualTo(channel.first());
        assertThat(machine.upcalls(channel.second(), channel.secondPort())).isZero();
        observe("unbound, no notification");
    }

    @Test
    @Rule("E8")
    void letsAGuestBindOnlyToAPortThatWaitsForIt() {
        MachineUnderTest machine = withTwoGuests();
        int first = domainAt(machine, 1);
        int second = domainAt(machine, 2);

        int uninvited = machine.call(
                        first, gate -> op(gate, EventChannelOpLayout.BIND_INTERDOMAIN, first, second, 0, 0))
                .result();
        int foreign = machine.call(first, gate -> op(gate, EventChannelOpLayout.BIND_INTERDOMAIN, second, first, 0, 0))
                .result();
        Channel channel = channel(machine);

        assertThat(uninvited).as("where no port waits").isEqualTo(-Errno.EPERM);
        assertThat(foreign).as("of another domain's port").isEqualTo(-Errno.EPERM);
        assertThat(channel.firstPort()).isPositive();
        observe("uninvited=%d invited=0", uninvited);
    }
}
