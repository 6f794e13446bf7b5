package io.nodev.tck;

import static io.nodev.tck.harness.StackCapability.NETWORK_HYPERCALLS;
import static io.nodev.tck.harness.StackCapability.VIRTUAL_FIREWALL_ROUTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.hypervisor.Errno;
import io.nodev.hypervisor.hypercall.EventChannelOpLayout;
import io.nodev.hypervisor.hypercall.HypercallGate;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.ledger.Rule;
import org.junit.jupiter.api.Test;

/** What the flag switches, seen from inside the machine. */
public abstract class BuildSwitchTck extends IoStackTck {
    private static final int BAD_POINTER = 0x7FFF_F000;
    private static final int UNKNOWN_COMMAND = 99;
    private static final int ARGUMENT_BYTES = 512;

    /** For stacks. */
    protected BuildSwitchTck() {}

    private static int withWords(HypercallGate gate, int number, int first, int second) {
        int address = lastPage(gate);
        gate.memory().zero(address, ARGUMENT_BYTES);
        gate.memory().putInt(address, first);
        gate.memory().putInt(address + Integer.BYTES, second);
        return gate.call(number, address);
    }

    private void expect(int result, int whenThere) {
        whenSupported(
                NETWORK_HYPERCALLS,
                () -> assertThat(result).isEqualTo(whenThere),
                () -> assertThat(result).isEqualTo(-Errno.ENOSYS));
        observe("result=%d", result);
    }

    private static int guest(MachineUnderTest machine) {
        return domainAt(machine, machine.topology().domains().size());
    }

    @Test
    @Rule("X3")
    void answersAddRuleFromDomain0() {
        MachineUnderTest machine = boot(standard -> standard.withOnlyRules());
        int result = machine.call(0, gate -> withWords(gate, HypercallNumber.NETWORK_OP, 0, 0));
        expect(result, 0);
        assertThat(machine.rules()).hasSize(supports(VIRTUAL_FIREWALL_ROUTER) ? 1 : 0);
    }

    @Test
    @Rule("X4")
    void answersNetworkOpFromAGuest() {
        MachineUnderTest machine = boot();
        if (guest(machine) == 0) {
            throw notExercised("the machine has no guest");
        }
        int result = machine.call(guest(machine), gate -> withWords(gate, HypercallNumber.NETWORK_OP, 0, 0));
        expect(result, -Errno.EPERM);
    }

    @Test
    @Rule("X5")
    void answersABadPointer() {
        MachineUnderTest machine = boot();
        int result = machine.call(guest(machine), gate -> gate.call(HypercallNumber.NET_IO_OP, BAD_POINTER));
        expect(result, -Errno.EFAULT);
    }

    @Test
    @Rule("X6")
    void answersForAVifThatCannotBe() {
        MachineUnderTest machine = boot();
        int result = machine.call(guest(machine), gate -> withWords(gate, HypercallNumber.NET_IO_OP, 0, 8));
        expect(result, -Errno.EINVAL);
    }

    @Test
    @Rule("X7")
    void answersAnUnknownBlockCommandAlikeForDifferentReasons() {
        MachineUnderTest machine = boot();
        int result =
                machine.call(guest(machine), gate -> withWords(gate, HypercallNumber.BLOCK_IO_OP, UNKNOWN_COMMAND, 0));
        assertThat(result).isEqualTo(-Errno.ENOSYS);
        observe("result=%d", result);
    }

    @Test
    @Rule("X8")
    void answersAnUnknownNetworkCommand() {
        MachineUnderTest machine = boot();
        int result =
                machine.call(guest(machine), gate -> withWords(gate, HypercallNumber.NET_IO_OP, UNKNOWN_COMMAND, 0));
        expect(result, -Errno.EINVAL);
    }

    @Test
    @Rule("X10")
    void takesWritesToTheRuleFileWhateverBecomesOfThem() {
        MachineUnderTest machine = boot(standard -> standard.withOnlyRules());
        String line = "ADD ACCEPT src=ANY dst=PHYS";

        int result = machine.writeRule(line);

        assertThat(result).as("bytes written").isEqualTo(line.length());
        assertThat(machine.writeRule("nonsense")).isEqualTo("nonsense".length());
        assertThat(machine.rules()).hasSize(supports(VIRTUAL_FIREWALL_ROUTER) ? 1 : 0);
        observe("written=%d rules=%d", result, machine.rules().size());
    }

    @Test
    @Rule("X11")
    void leavesOtherHypercallsAlone() {
        MachineUnderTest machine = boot();
        int event = machine.call(
                guest(machine),
                gate -> withWords(gate, HypercallNumber.EVENT_CHANNEL_OP, EventChannelOpLayout.BIND_VIRQ, 0));
        int console = machine.call(0, gate -> gate.call(HypercallNumber.CONSOLE_IO, 0, 0, 0));
        int version = machine.call(guest(machine), gate -> gate.call(HypercallNumber.XEN_VERSION, 0));

        assertThat(event).as("event_channel_op").isZero();
        assertThat(console).as("console_io, nothing to write").isZero();
        assertThat(version).as("xen_version").isNotEqualTo(-Errno.ENOSYS);
        observe("event=%d console=%d", event, console);
    }
}
