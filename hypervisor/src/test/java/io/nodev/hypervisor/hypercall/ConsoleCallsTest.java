package io.nodev.hypervisor.hypercall;

import static io.nodev.hypervisor.Errno.EFAULT;
import static io.nodev.hypervisor.Errno.ENOSYS;
import static io.nodev.hypervisor.Errno.EPERM;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.hypervisor.TestMachine;
import org.junit.jupiter.api.Test;

class ConsoleCallsTest {
    private final Calls calls = new Calls();
    private final Caller control = calls.privileged(0);
    private final Caller guest = calls.domain(1);

    private int write(Caller caller, String text, int count) {
        caller.text(caller.at, text);
        return caller.call(HypercallNumber.CONSOLE_IO, ConsoleIo.WRITE, count, caller.at);
    }

    private int read(int count, int address) {
        return control.call(HypercallNumber.CONSOLE_IO, ConsoleIo.READ, count, address);
    }

    @Test
    void writesToTheSerialLineOnly() {
        assertThat(write(control, "hello", 5)).isEqualTo(5);
        assertThat(calls.serial).hasToString("hello");
        assertThat(calls.screen).isEmpty();
    }

    @Test
    void endsTheTextAtTheFirstNulButCountsAll() {
        assertThat(write(control, "ab\0cd", 5)).isEqualTo(5);
        assertThat(calls.serial).hasToString("ab");
    }

    @Test
    void cutsLongText() {
        assertThat(write(control, "x".repeat(5000), 5000)).isEqualTo(4095);
        assertThat(calls.serial).hasToString("x".repeat(4095));
        assertThat(write(control, "y", Integer.MAX_VALUE)).isEqualTo(4095);
    }

    @Test
    void isForDomainZeroWhateverThePrivilege() {
        Caller privileged = calls.privileged(3);
        for (Caller other : new Caller[] {guest, privileged}) {
            assertThat(write(other, "hello", 5)).isEqualTo(-EPERM);
            assertThat(other.call(HypercallNumber.CONSOLE_IO, 9, 0, 0)).isEqualTo(-EPERM);
        }
        Caller unprivilegedZero = new Calls().domain(0);
        assertThat(unprivilegedZero.call(HypercallNumber.CONSOLE_IO, ConsoleIo.WRITE, 0, 0))
                .isZero();
    }

    @Test
    void faultsOnABadBufferOrANegativeCount() {
        for (int wild : Calls.WILD) {
            assertThat(control.call(HypercallNumber.CONSOLE_IO, ConsoleIo.WRITE, 4, wild))
                    .isEqualTo(-EFAULT);
        }
        assertThat(control.call(HypercallNumber.CONSOLE_IO, ConsoleIo.WRITE, -1, control.at))
                .isEqualTo(-EFAULT);
        assertThat(calls.serial).isEmpty();
    }

    @Test
    void knowsNoOtherCommand() {
        assertThat(control.call(HypercallNumber.CONSOLE_IO, 2, 0, 0)).isEqualTo(-ENOSYS);
    }

    @Test
    void readsWhatWasTypedWithoutWaiting() {
        assertThat(read(10, control.at)).isZero();
        calls.console.endBoot();
        calls.console.type("login");
        assertThat(read(3, control.at)).isEqualTo(3);
        assertThat(control.text(control.at, 3)).isEqualTo("log");
        assertThat(read(10, control.at)).isEqualTo(2);
        assertThat(control.text(control.at, 2)).isEqualTo("in");
        calls.console.type("x");
        assertThat(read(-1, control.at)).isZero();
    }

    @Test
    void losesTheBytesItStoredBeforeAFault() {
        calls.console.endBoot();
        calls.console.type("abc");
        int end = TestMachine.address(control.domain, TestMachine.PAGES);
        assertThat(read(10, end - 2)).isEqualTo(-EFAULT);
        assertThat(read(10, control.at)).isEqualTo(1);
        assertThat(control.text(control.at, 1)).isEqualTo("c");
    }

    @Test
    void warnsOnceForEachDomainThatUsesTheOldCallInAProductionBuild() {
        for (int wild : Calls.WILD) {
            assertThat(guest.call(HypercallNumber.CONSOLE_WRITE, wild, 5)).isEqualTo(-ENOSYS);
        }
        assertThat(control.call(HypercallNumber.CONSOLE_WRITE, 0, 5)).isEqualTo(-ENOSYS);
        assertThat(calls.screen).hasToString("""
                DOM1: uses console_write, which is deprecated and does nothing here
                DOM0: uses console_write, which is deprecated and does nothing here
                """);
    }

    @Test
    void printsLinesWithALabelInADebugBuild() {
        Calls debug = new Calls(HypervisorBuild.DEBUG);
        Caller caller = debug.domain(1);
        caller.text(caller.at, "one\ntw\u0007o\t\nthree");
        assertThat(caller.call(HypercallNumber.CONSOLE_WRITE, caller.at, 15)).isZero();
        assertThat(debug.screen).hasToString("DOM1: one\nDOM1: two\nDOM1: three\n");
    }

    @Test
    void printsAtMostTwoHundredAndFiftySixBytesInADebugBuild() {
        Calls debug = new Calls(HypervisorBuild.DEBUG);
        Caller caller = debug.domain(1);
        caller.text(caller.at, "x".repeat(300));
        assertThat(caller.call(HypercallNumber.CONSOLE_WRITE, caller.at, 300)).isZero();
        assertThat(debug.screen).hasToString("DOM1: " + "x".repeat(256) + "\n");
        assertThat(caller.call(HypercallNumber.CONSOLE_WRITE, 0, 3)).isEqualTo(-EFAULT);
        assertThat(caller.call(HypercallNumber.CONSOLE_WRITE, caller.at, -3)).isEqualTo(-EFAULT);
    }
}
