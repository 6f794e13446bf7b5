package io.nodev.legacy.vif;

import static io.nodev.legacy.vif.NetworkLab.A;
import static io.nodev.legacy.vif.NetworkLab.B;
import static io.nodev.legacy.vif.NetworkLab.NIC;
import static io.nodev.legacy.vif.NetworkLab.PEER;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.machine.VifConfig;
import io.nodev.hypervisor.domain.SharedInfoLayout;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.legacy.TestFrames;
import io.nodev.legacy.vfr.VfrEndpoint;
import io.nodev.legacy.vfr.VfrRule;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TeardownTest {
    private final NetworkLab lab = new NetworkLab();
    private final RawGuest a = lab.guest(A);

    private int owned(int owner) {
        return lab.hypervisor.frames().owned(owner);
    }

    private static byte[] ip() {
        return TestFrames.ip(PEER, NIC, "10.0.0.1", "192.0.2.1", 60);
    }

    @Test
    void freesEverythingADomainHad() {
        int before = owned(FrameTable.FREE) + owned(A);
        a.post(100);
        lab.hypervisor.destroyDomain(lab.domain(A));
        assertThat(owned(A)).isZero();
        assertThat(owned(FrameTable.HYPERVISOR)).isZero();
        assertThat(owned(FrameTable.FREE)).isEqualTo(before);
    }

    @Test
    void letsFramesEndThatAreOnTheirWayToTheWire() {
        int before = owned(FrameTable.FREE) + owned(A);
        lab.nic.holdCompletions(true);
        for (int i = 0; i < 3; i++) {
            a.send(i, ip());
        }
        lab.hypervisor.destroyDomain(lab.domain(A));
        assertThat(lab.onWire()).hasSize(3);
        assertThat(owned(FrameTable.FREE)).isLessThan(before);

        lab.nic.holdCompletions(false);
        lab.run();
        assertThat(owned(FrameTable.FREE)).isEqualTo(before);
        assertThat(owned(FrameTable.HYPERVISOR)).isZero();
        assertThat(lab.panics).isEmpty();
    }

    @Test
    void sendsFramesOfADeadDomainThatTheNicHadNoRoomFor() {
        NetworkLab narrow = new NetworkLab(
                io.nodev.legacy.vfr.VfrSemantics.AS_BUILT,
                io.nodev.common.driver.WireCardSpec.of("eth0", NIC).withSlots(16, 2));
        narrow.nic.holdCompletions(true);
        for (int i = 0; i < 5; i++) {
            narrow.guest(A).send(i, ip());
        }
        assertThat(narrow.onWire()).hasSize(2);
        narrow.hypervisor.destroyDomain(narrow.domain(A));
        narrow.nic.holdCompletions(false);
        narrow.run();
        assertThat(narrow.onWire()).hasSize(3);
        assertThat(narrow.hypervisor.frames().owned(A)).isZero();
        assertThat(narrow.hypervisor.frames().owned(FrameTable.HYPERVISOR)).isZero();
    }

    @Test
    void noFrameReachesADeadDomain() {
        lab.to(B);
        lab.guest(B).post(4);
        lab.hypervisor.destroyDomain(lab.domain(B));
        Vif dead = lab.network.all().get(B);
        a.send(1, ip());
        lab.arrive(ip());
        assertThat(dead.counters().packetsReceived()).isZero();
        assertThat(lab.network.vifs().test(Endpoint.vif(B, 0))).isFalse();
    }

    @Test
    void takesEveryVifOfTheDomainAndNoOther() {
        lab.network.create(lab.domain(A), VifConfig.DEFAULT);
        lab.hypervisor.destroyDomain(lab.domain(A));
        assertThat(lab.network.vifs().test(Endpoint.vif(A, 0))).isFalse();
        assertThat(lab.network.vifs().test(Endpoint.vif(A, 1))).isFalse();
        assertThat(lab.network.vifs().test(Endpoint.vif(B, 0))).isTrue();
    }

    @Test
    void removesRulesThatNameTheDomainAtEitherEnd() {
        VfrRule from = VfrRule.between(new VfrEndpoint(1, 0), VfrEndpoint.PHYSICAL);
        VfrRule to = VfrRule.between(VfrEndpoint.ANY, new VfrEndpoint(1, 0));
        VfrRule other = VfrRule.between(VfrEndpoint.ANY, new VfrEndpoint(2, 0));
        lab.rules.add(from);
        lab.rules.add(to);
        lab.rules.add(other);
        lab.hypervisor.destroyDomain(lab.domain(A));
        assertThat(lab.rules.rules()).containsExactly(other);
    }

    @Test
    void aTimerOfADeadVifDoesNothing() {
        lab.network.setCredit(lab.vif(A), 100, 10_000);
        for (int i = 0; i < 4; i++) {
            a.send(i, TestFrames.ip(PEER, NIC, "10.0.0.1", "192.0.2.1", 90));
        }
        lab.hypervisor.destroyDomain(lab.domain(A));
        lab.advanceMillis(50);
        assertThat(lab.panics).isEmpty();
        assertThat(owned(A)).isZero();
    }

    @Test
    void aTimerOfADeadVifWritesNothingIntoPagesThatAreAnothersNow() {
        a.post(7);
        lab.network.setCredit(lab.vif(A), 100, 10_000);
        for (int i = 0; i < 4; i++) {
            a.send(i, TestFrames.ip(PEER, NIC, "10.0.0.1", "192.0.2.1", 90));
        }
        int indices = lab.domain(A).sharedInfoAddress(SharedInfoLayout.NET_INDEX);
        lab.hypervisor.destroyDomain(lab.domain(A));
        zeroWhatIsFree(indices);
        lab.advanceMillis(50);
        assertThat(words(indices)).containsOnly(0);
    }

    @Test
    void aFrameThatLeavesAfterItsVifWritesNothingIntoPagesThatAreAnothersNow() {
        a.post(7);
        lab.nic.holdCompletions(true);
        for (int i = 0; i < 3; i++) {
            a.send(i, ip());
        }
        int indices = lab.domain(A).sharedInfoAddress(SharedInfoLayout.NET_INDEX);
        lab.hypervisor.destroyDomain(lab.domain(A));
        zeroWhatIsFree(indices);
        lab.nic.holdCompletions(false);
        lab.run();
        assertThat(words(indices)).containsOnly(0);
    }

    private void zeroWhatIsFree(int indices) {
        lab.hypervisor.memory().zero(indices, SharedInfoLayout.NET_INDEX_STRIDE);
    }

    private int[] words(int indices) {
        return IntStream.range(0, SharedInfoLayout.NET_INDEX_STRIDE / Integer.BYTES)
                .map(i -> lab.hypervisor.memory().getInt(indices + i * Integer.BYTES))
                .toArray();
    }

    @Test
    void theNinthVifIsNotCreated() {
        for (int i = 1; i < 8; i++) {
            assertThat(lab.network.create(lab.domain(A), VifConfig.DEFAULT).index())
                    .isEqualTo(i);
        }
        assertThat(lab.network.create(lab.domain(A), VifConfig.DEFAULT)).isNull();
        assertThat(lab.network.all()).hasSize(10);
    }
}
