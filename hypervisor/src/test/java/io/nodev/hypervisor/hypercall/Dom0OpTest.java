package io.nodev.hypervisor.hypercall;

import static io.nodev.hypervisor.Errno.EFAULT;
import static io.nodev.hypervisor.Errno.EINVAL;
import static io.nodev.hypervisor.Errno.ENOSYS;
import static io.nodev.hypervisor.Errno.EPERM;
import static io.nodev.hypervisor.Errno.ESRCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.hypervisor.TestMachine;
import io.nodev.hypervisor.domain.Domain;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class Dom0OpTest {
    private final Calls calls = new Calls();
    private final Caller control = calls.privileged(0);
    private final Caller guest = calls.domain(3);

    private int op(Caller caller, int... fields) {
        return caller.fields(fields).call(HypercallNumber.DOM0_OP, caller.at);
    }

    @Test
    void isForPrivilegedDomainsWhateverTheArgument() {
        assertThat(op(guest, Dom0OpLayout.DESTROY_DOMAIN, 0)).isEqualTo(-EPERM);
        for (int wild : Calls.WILD) {
            assertThat(guest.call(HypercallNumber.DOM0_OP, wild)).isEqualTo(-EPERM);
        }
    }

    @Test
    void knowsNoOtherCommand() {
        for (int command : new int[] {0, 2, 6, 8, 10, 11, 13, 23, 27, 29, -1}) {
            assertThat(op(control, command)).isEqualTo(-ENOSYS);
        }
    }

    @Test
    void destroysADomain() {
        assertThat(op(control, Dom0OpLayout.DESTROY_DOMAIN, 3)).isZero();
        assertThat(calls.machine.hypervisor.domains().find(3)).isNull();
        assertThat(op(control, Dom0OpLayout.DESTROY_DOMAIN, 3)).isEqualTo(-ESRCH);
    }

    @Test
    void destroysNoDomainByItsOwnHand() {
        assertThat(op(control, Dom0OpLayout.DESTROY_DOMAIN, 0)).isEqualTo(-EINVAL);
        assertThat(op(control, Dom0OpLayout.DESTROY_DOMAIN, Domain.SELF)).isEqualTo(-EINVAL);
        assertThat(control.domain.isAlive()).isTrue();
    }

    @Test
    void endsTheMachineWhenAnotherDestroysDomainZero() {
        List<Integer> statuses = new ArrayList<>();
        calls.machine.hypervisor.onHalt(statuses::add);
        assertThat(op(calls.privileged(4), Dom0OpLayout.DESTROY_DOMAIN, 0)).isZero();
        assertThat(statuses).containsExactly(0);
    }

    @Test
    void tellsAboutADomain() {
        assertThat(op(control, Dom0OpLayout.GET_DOMAIN_INFO, 3)).isZero();
        assertThat(control.field(Dom0OpLayout.DOMAIN)).isEqualTo(3);
        assertThat(control.text(control.at + Dom0OpLayout.NAME, 3)).isEqualTo("d3\0");
        assertThat(control.field(Dom0OpLayout.STATE)).isEqualTo(Dom0OpLayout.STATE_ACTIVE);
        assertThat(control.field(Dom0OpLayout.FRAMES)).isEqualTo(TestMachine.PAGES + 3);
        assertThat(control.field(Dom0OpLayout.MOST_PAGES)).isEqualTo(TestMachine.PAGES);
        assertThat(control.field(Dom0OpLayout.SHARED_INFO_FRAME)).isEqualTo(guest.domain.sharedInfoFrame());
    }

    @Test
    void walksAllDomainsFromAnIdOn() {
        assertThat(op(control, Dom0OpLayout.GET_DOMAIN_INFO, 1)).isZero();
        assertThat(control.field(Dom0OpLayout.DOMAIN)).isEqualTo(3);
        assertThat(op(control, Dom0OpLayout.GET_DOMAIN_INFO, 4)).isEqualTo(-ESRCH);
        assertThat(op(control, Dom0OpLayout.GET_DOMAIN_INFO, Domain.SELF)).isZero();
        assertThat(control.field(Dom0OpLayout.DOMAIN)).isZero();
    }

    @Test
    void tellsThatADomainIsBeingKilled() {
        guest.domain.markDying();
        op(control, Dom0OpLayout.GET_DOMAIN_INFO, 3);
        assertThat(control.field(Dom0OpLayout.STATE)).isEqualTo(Dom0OpLayout.STATE_STOPPED);
    }

    @Test
    void readsAndClearsThePastOutput() {
        calls.console.print("booted\n");
        int buffer = control.at + 100;
        assertThat(op(control, Dom0OpLayout.READ_CONSOLE, buffer, 4, 0)).isEqualTo(4);
        assertThat(control.text(buffer, 4)).isEqualTo("boot");
        assertThat(op(control, Dom0OpLayout.READ_CONSOLE, buffer, -1, Dom0OpLayout.CLEAR))
                .isEqualTo(7);
        assertThat(control.text(buffer, 7)).isEqualTo("booted\n");
        assertThat(op(control, Dom0OpLayout.READ_CONSOLE, buffer, 100, 0)).isZero();
    }

    @Test
    void clearsNothingThatCouldNotBeCopied() {
        calls.console.print("booted\n");
        assertThat(op(control, Dom0OpLayout.READ_CONSOLE, 0, 100, Dom0OpLayout.CLEAR))
                .isEqualTo(-EFAULT);
        assertThat(calls.console.pastOutput()).isEqualTo(7);
    }

    @Test
    void setsTheMaximumOfADomain() {
        assertThat(op(control, Dom0OpLayout.SET_MAX_PAGES, 3, 100)).isZero();
        assertThat(guest.domain.reservation().maximum()).isEqualTo(100);
        assertThat(op(control, Dom0OpLayout.SET_MAX_PAGES, 3, -1)).isEqualTo(-EINVAL);
        assertThat(op(control, Dom0OpLayout.SET_MAX_PAGES, 9, 1)).isEqualTo(-ESRCH);
    }
}
