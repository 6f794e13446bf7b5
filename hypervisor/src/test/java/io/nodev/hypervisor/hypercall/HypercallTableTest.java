package io.nodev.hypervisor.hypercall;

import static io.nodev.hypervisor.Errno.EFAULT;
import static io.nodev.hypervisor.Errno.ENOSYS;
import static io.nodev.hypervisor.Errno.ESRCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.hypervisor.HypervisorFault;
import io.nodev.hypervisor.domain.Domain;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HypercallTableTest {
    private final Calls calls = new Calls();
    private final Caller caller = calls.privileged(0);

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 15, 18, 24, 25, -1, 27, 1000, Integer.MIN_VALUE})
    void answersWhatTheArchitectureLacksWithoutReadingTheArgument(int number) {
        for (int wild : Calls.WILD) {
            assertThat(caller.call(number, wild, wild, wild)).isEqualTo(-ENOSYS);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 16, 21})
    void answersAWildArgumentOfARealCallWithAFault(int number) {
        for (int wild : Calls.WILD) {
            assertThat(caller.call(number, wild)).isEqualTo(-EFAULT);
        }
    }

    @Test
    void answersADeadCallerThatItIsNobody() {
        caller.domain.markDying();
        assertThat(caller.call(HypercallNumber.XEN_VERSION, 0)).isEqualTo(-ESRCH);
    }

    @Test
    void turnsAnExceptionOfAHandlerIntoAFaultOfTheHypervisor() {
        HypercallTable table = HypercallTable.builder()
                .set(6, (domain, a1, a2, a3) -> {
                    throw new IllegalStateException("a driver's bug");
                })
                .build();
        assertThatThrownBy(() -> table.call(caller.domain, 6, 0, 0, 0))
                .isInstanceOf(HypervisorFault.class)
                .hasMessage("hypercall 6 of domain 0 (d0)")
                .hasRootCauseMessage("a driver's bug");
        assertThat(caller.domain.hypercall()).isEqualTo(Domain.NO_HYPERCALL);
    }

    @Test
    void notesWhichCallTheCallerIsIn() {
        AtomicInteger seen = new AtomicInteger();
        HypercallTable table = HypercallTable.builder()
                .set(11, (domain, a1, a2, a3) -> {
                    seen.set(domain.hypercall());
                    return 0;
                })
                .build();
        table.call(caller.domain, 11, 0, 0, 0);
        assertThat(seen).hasValue(11);
    }

    @Test
    void refusesANumberThatNoTableHas() {
        assertThatThrownBy(() -> HypercallTable.builder().set(27, Hypercall.NOT_IMPLEMENTED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("number=27");
    }

    @Test
    void changesNoTableThatIsBuilt() {
        HypercallTable.Builder builder = HypercallTable.builder();
        HypercallTable table = builder.build();
        builder.set(6, (domain, a1, a2, a3) -> 7);
        assertThat(table.call(caller.domain, 6, 0, 0, 0)).isEqualTo(-ENOSYS);
    }

    @Test
    void tellsTheDomainAboutItselfThroughItsGate() {
        assertThat(caller.gate.domain()).isZero();
        assertThat(caller.gate.name()).isEqualTo("d0");
        assertThat(caller.gate.isPrivileged()).isTrue();
        assertThat(caller.gate.memory()).isSameAs(caller.domain.memory());
        assertThat(caller.gate.layout()).isEqualTo(caller.domain.layout());
        assertThat(caller.gate.call(HypercallNumber.XEN_VERSION, 0)).isEqualTo(XenVersion.XEN_1_3);
    }
}
