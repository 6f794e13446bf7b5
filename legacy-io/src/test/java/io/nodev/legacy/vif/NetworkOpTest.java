package io.nodev.legacy.vif;

import static io.nodev.hypervisor.Errno.EFAULT;
import static io.nodev.hypervisor.Errno.ENOSYS;
import static io.nodev.hypervisor.Errno.EPERM;
import static io.nodev.hypervisor.Errno.ESRCH;
import static io.nodev.legacy.vif.NetworkLab.A;
import static io.nodev.legacy.vif.NetworkLab.NIC;
import static io.nodev.legacy.vif.NetworkLab.PEER;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.machine.VifConfig;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.legacy.TestFrames;
import io.nodev.legacy.vfr.VfrEndpoint;
import io.nodev.legacy.vfr.VfrRule;
import io.nodev.legacy.vfr.VfrRuleLayout;
import io.nodev.legacy.vfr.VfrSemantics;
import org.junit.jupiter.api.Test;

class NetworkOpTest {
    private final NetworkLab lab = new NetworkLab();
    private final RawGuest zero = lab.guest(0);
    private final int argument = zero.kernel.scratch(60);

    private int call(int command) {
        zero.memory.putInt(argument, command);
        return zero.kernel.gate().call(HypercallNumber.NETWORK_OP, argument);
    }

    private int call(int command, int... words) {
        for (int i = 0; i < words.length; i++) {
            zero.memory.putInt(argument + 4 + 4 * i, words[i]);
        }
        return call(command);
    }

    private int callWithRule(int command, VfrRule rule) {
        byte[] bytes = new byte[VfrRuleLayout.LENGTH];
        VfrRuleLayout.encode(rule, bytes, 0);
        zero.memory.write(argument + 4, bytes, 0, bytes.length);
        return call(command);
    }

    private long answer(int offset) {
        return zero.memory.getInt(argument + offset) & 0xFFFF_FFFFL;
    }

    @Test
    void isForDomain0AloneWhateverThePrivilegeOfOthers() {
        Domain other = lab.hypervisor.createDomain(
                DomainConfig.ordinary(5, "driver", 16).withPrivilege());
        assertThat(new NetworkOp(lab.hypervisor, lab.network, text -> {}).call(other, 0, 0, 0))
                .isEqualTo(-EPERM);
        assertThat(lab.guest(A).kernel.gate().call(HypercallNumber.NETWORK_OP, 0))
                .isEqualTo(-EPERM);
    }

    @Test
    void looksAtTheAddressBeforeTheCommand() {
        assertThat(zero.kernel.gate().call(HypercallNumber.NETWORK_OP, 0)).isEqualTo(-EFAULT);
        assertThat(call(6)).isEqualTo(-ENOSYS);
        assertThat(call(-1)).isEqualTo(-ENOSYS);
    }

    @Test
    void addsInFrontAndDeletesTheFirstThatIsEqual() {
        VfrRule first = VfrRule.between(VfrEndpoint.ANY, VfrEndpoint.PHYSICAL);
        VfrRule second = VfrRule.between(new VfrEndpoint(1, 0), VfrEndpoint.PHYSICAL);
        assertThat(callWithRule(0, first)).isZero();
        assertThat(callWithRule(0, second)).isZero();
        assertThat(lab.rules.rules()).containsExactly(second, first);
        assertThat(callWithRule(1, first)).isZero();
        assertThat(callWithRule(1, first)).isZero();
        assertThat(lab.rules.rules()).containsExactly(second);
    }

    @Test
    void printsTheRulesOnTheConsole() {
        callWithRule(0, VfrRule.between(VfrEndpoint.ANY, VfrEndpoint.PHYSICAL));
        assertThat(call(2)).isZero();
        assertThat(lab.console.toString()).contains("ANY").contains("PHYSICAL");
    }

    @Test
    void tellsWhichVifsADomainHas() {
        for (int i = 0; i < 3; i++) {
            lab.network.create(lab.domain(A), VifConfig.DEFAULT);
        }
        int buffer = zero.page();
        assertThat(call(3, A, 0, buffer)).isZero();
        int[] told = new int[5];
        for (int i = 0; i < told.length; i++) {
            told[i] = zero.memory.getInt(buffer + 4 * i);
        }
        assertThat(told).containsExactly(4, 0, 1, 2, 3);
    }

    @Test
    void tellsMinusOneForAnUnknownDomain() {
        int buffer = zero.page();
        assertThat(call(3, 77, 0, buffer)).isEqualTo(-ESRCH);
        assertThat(zero.memory.getInt(buffer)).isEqualTo(-1);
        assertThat(call(3, A, 1, buffer)).as("domain ids have 64 bits").isEqualTo(-ESRCH);
        assertThat(call(3, A, 0, 0)).isEqualTo(-EFAULT);
    }

    @Test
    void tellsCountersAndCredit() {
        lab.guest(A).send(1, TestFrames.ip(PEER, NIC, "10.0.0.1", "192.0.2.1", 60));
        lab.guest(A).post(1);
        lab.to(A);
        lab.arrive(TestFrames.ip(PEER, NIC, "192.0.2.1", "10.0.0.1", 100));
        assertThat(call(5, A, 0, 0, 3000, 10_000)).isZero();
        assertThat(call(4, A, 0, 0)).isZero();
        assertThat(answer(16)).isEqualTo(60);
        assertThat(answer(24)).isEqualTo(100);
        assertThat(answer(32)).isOne();
        assertThat(answer(40)).isOne();
        assertThat(answer(48)).isEqualTo(3000);
        assertThat(answer(52)).isEqualTo(10_000);
    }

    @Test
    void aPeriodOfNothingSetsNoLimit() {
        assertThat(call(5, A, 0, 0, 3000, 0)).isZero();
        assertThat(call(4, A, 0, 0)).isZero();
        assertThat(answer(48)).isEqualTo(0xFFFF_FFFFL);
        assertThat(answer(52)).isZero();
    }

    @Test
    void anIndexThatIsNoneIsThatOfAMissingVif() {
        for (int vif : new int[] {1, 7, 8, -1, 1 << 20}) {
            assertThat(call(4, A, 0, vif)).isEqualTo(-ESRCH);
            assertThat(call(5, A, 0, vif, 1, 1)).isEqualTo(-ESRCH);
        }
        assertThat(call(4, 77, 0, 0)).isEqualTo(-ESRCH);
        assertThat(call(4, -1, -1, 0)).isEqualTo(-ESRCH);
    }

    @Test
    void rulesTakeEffectAtOnce() {
        NetworkLab ruled = NetworkLab.withRules();
        assertThat(ruled.rules.semantics()).isEqualTo(VfrSemantics.AS_BUILT);
        byte[] frame = TestFrames.ip(PEER, NIC, "10.0.0.1", "192.0.2.1", 60);
        ruled.guest(A).send(1, frame);
        assertThat(ruled.guest(A).takeTxStatuses()).containsExactly(RingStatus.DROPPED);
        ruled.rules.add(VfrRule.between(VfrEndpoint.ANY, VfrEndpoint.PHYSICAL));
        ruled.guest(A).send(1, frame);
        ruled.run();
        assertThat(ruled.guest(A).takeTxStatuses()).containsExactly(RingStatus.OK);
    }
}
