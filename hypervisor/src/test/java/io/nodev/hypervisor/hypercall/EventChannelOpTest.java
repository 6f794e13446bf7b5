package io.nodev.hypervisor.hypercall;

import static io.nodev.hypervisor.Errno.EFAULT;
import static io.nodev.hypervisor.Errno.EINVAL;
import static io.nodev.hypervisor.Errno.ENOSYS;
import static io.nodev.hypervisor.Errno.EPERM;
import static io.nodev.hypervisor.Errno.ESRCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.event.Pending;
import io.nodev.hypervisor.event.PortState;
import io.nodev.hypervisor.event.Virq;
import io.nodev.hypervisor.memory.PageTableEntry;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EventChannelOpTest {
    private final Calls calls = new Calls();
    private final Caller control = calls.privileged(0);
    private final Caller first = calls.domain(1);
    private final Caller second = calls.domain(2);

    private int op(Caller caller, int... fields) {
        int[] all = Arrays.copyOf(fields, EventChannelOpLayout.SIZE / Integer.BYTES);
        return caller.fields(all).call(HypercallNumber.EVENT_CHANNEL_OP, caller.at);
    }

    @Test
    void connectsTwoUnprivilegedDomainsAndSends() {
        assertThat(op(second, EventChannelOpLayout.ALLOC_UNBOUND, 1)).isZero();
        int waiting = second.field(EventChannelOpLayout.SECOND);
        assertThat(op(first, EventChannelOpLayout.BIND_INTERDOMAIN, Domain.SELF, 2, 0, waiting))
                .isZero();
        int local = first.field(EventChannelOpLayout.THIRD);
        assertThat(first.field(EventChannelOpLayout.FOURTH)).isEqualTo(waiting);
        Pending pending = new Pending(calls.machine, second.domain);
        assertThat(pending.take()).containsExactly(waiting);
        assertThat(op(first, EventChannelOpLayout.SEND, local)).isZero();
        assertThat(pending.take()).containsExactly(waiting);
        assertThat(op(first, EventChannelOpLayout.CLOSE, Domain.SELF, local)).isZero();
        assertThat(op(first, EventChannelOpLayout.SEND, local)).isEqualTo(-EINVAL);
    }

    @Test
    void tellsWhatAPortIsBoundTo() {
        op(control, EventChannelOpLayout.BIND_INTERDOMAIN, 1, 2);
        int port = control.field(EventChannelOpLayout.THIRD);
        assertThat(op(control, EventChannelOpLayout.STATUS, 1, port)).isZero();
        assertThat(control.field(EventChannelOpLayout.THIRD)).isEqualTo(PortState.INTERDOMAIN.code());
        assertThat(control.field(EventChannelOpLayout.FOURTH)).isEqualTo(2);
        assertThat(control.field(EventChannelOpLayout.FIFTH)).isEqualTo(1);
        op(first, EventChannelOpLayout.ALLOC_UNBOUND, 7);
        int unbound = first.field(EventChannelOpLayout.SECOND);
        assertThat(op(first, EventChannelOpLayout.STATUS, Domain.SELF, unbound)).isZero();
        assertThat(first.field(EventChannelOpLayout.THIRD)).isEqualTo(PortState.UNBOUND.code());
        assertThat(first.field(EventChannelOpLayout.FOURTH)).isEqualTo(7);
    }

    @Test
    void tellsOnlyThePrivilegedAboutOthersPorts() {
        assertThat(op(first, EventChannelOpLayout.STATUS, 2, 0)).isEqualTo(-EPERM);
        assertThat(op(first, EventChannelOpLayout.STATUS, 9, 0)).isEqualTo(-EPERM);
        assertThat(op(control, EventChannelOpLayout.STATUS, 9, 0)).isEqualTo(-ESRCH);
        assertThat(op(control, EventChannelOpLayout.STATUS, 1, 1024)).isEqualTo(-EINVAL);
        assertThat(op(control, EventChannelOpLayout.STATUS, 1, -1)).isEqualTo(-EINVAL);
        assertThat(op(control, EventChannelOpLayout.STATUS, 1, 1023)).isZero();
        assertThat(control.field(EventChannelOpLayout.THIRD)).isEqualTo(PortState.FREE.code());
    }

    @Test
    void bindsAVirtualInterruptTwiceToOnePort() {
        assertThat(op(first, EventChannelOpLayout.BIND_VIRQ, Virq.TIMER)).isZero();
        int port = first.field(EventChannelOpLayout.SECOND);
        assertThat(op(first, EventChannelOpLayout.BIND_VIRQ, Virq.TIMER)).isZero();
        assertThat(first.field(EventChannelOpLayout.SECOND)).isEqualTo(port);
        assertThat(op(first, EventChannelOpLayout.BIND_VIRQ, 99)).isEqualTo(-EINVAL);
    }

    @Test
    void letsNobodyBindAPhysicalInterrupt() {
        assertThat(op(control, EventChannelOpLayout.BIND_PIRQ, 5, 1)).isEqualTo(-EPERM);
    }

    @Test
    void knowsNoOtherCommand() {
        assertThat(op(control, 7)).isEqualTo(-ENOSYS);
        assertThat(op(control, -1)).isEqualTo(-ENOSYS);
    }

    @Test
    void faultsWhenTheAnswerHasNowhereToGo() {
        first.fields(EventChannelOpLayout.ALLOC_UNBOUND, 2);
        int entry = first.domain.memory().entry(first.at) & ~PageTableEntry.WRITABLE;
        first.call(HypercallNumber.UPDATE_VA_MAPPING, first.at, entry);
        assertThat(first.call(HypercallNumber.EVENT_CHANNEL_OP, first.at)).isEqualTo(-EFAULT);
    }
}
