package io.nodev.legacy.vif;

import static io.nodev.hypervisor.Errno.EFAULT;
import static io.nodev.hypervisor.Errno.EINVAL;
import static io.nodev.legacy.vif.NetworkLab.A;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.packet.MacAddress;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.memory.PageTableEntry;
import org.junit.jupiter.api.Test;

class NetIoOpTest {
    private final NetworkLab lab = new NetworkLab();
    private final RawGuest a = lab.guest(A);
    private final int argument = a.kernel.scratch(20);

    private int call(int command, int vif) {
        a.memory.putInt(argument, command);
        a.memory.putInt(argument + 4, vif);
        return a.kernel.gate().call(HypercallNumber.NET_IO_OP, argument);
    }

    @Test
    void looksAtTheAddressFirst() {
        assertThat(a.kernel.gate().call(HypercallNumber.NET_IO_OP, 0)).isEqualTo(-EFAULT);
        assertThat(a.kernel.gate().call(HypercallNumber.NET_IO_OP, -8)).isEqualTo(-EFAULT);
    }

    @Test
    void looksAtTheVifBeforeTheCommand() {
        for (int vif : new int[] {1, 7, 8, 1000, -1, Integer.MIN_VALUE}) {
            assertThat(call(0, vif)).as("vif %d", vif).isEqualTo(-EINVAL);
            assertThat(call(99, vif)).isEqualTo(-EINVAL);
        }
    }

    @Test
    void refusesUnknownCommandsAsInvalid() {
        assertThat(call(4, 0)).isEqualTo(-EINVAL);
        assertThat(call(-1, 0)).isEqualTo(-EINVAL);
    }

    @Test
    void tellsRingPageAndAddress() {
        assertThat(call(3, 0)).isZero();
        assertThat(a.memory.getInt(argument + 8)).isEqualTo(lab.vif(A).ringPage());
        assertThat(MacAddress.of(a.bytes(argument + 12, 6), 0))
                .isEqualTo(lab.vif(A).address());
    }

    @Test
    void needsRoomForTheAnswer() {
        int page = a.page();
        a.memory.putInt(page, 3);
        a.memory.putInt(page + 4, 0);
        int readOnly = a.memory.entry(page) & ~PageTableEntry.WRITABLE;
        a.kernel.gate().call(HypercallNumber.UPDATE_VA_MAPPING, page, readOnly, 0);
        assertThat(a.kernel.gate().call(HypercallNumber.NET_IO_OP, page)).isEqualTo(-EFAULT);
    }

    @Test
    void theRingPageIsTheDomainsAndCannotBeGivenAway() {
        int frame = lab.vif(A).ringPage();
        assertThat(lab.hypervisor.frames().owner(frame)).isEqualTo(A);
        assertThat(lab.hypervisor.frames().detachUnmapped(frame, A)).isFalse();
    }
}
