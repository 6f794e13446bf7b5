package io.nodev.legacy;

import static io.nodev.legacy.Lab.A;
import static io.nodev.legacy.Lab.B;
import static io.nodev.legacy.Lab.IP_A;
import static io.nodev.legacy.Lab.IP_B;
import static io.nodev.legacy.Lab.NIC;
import static io.nodev.legacy.Lab.OUTSIDE;
import static io.nodev.legacy.Lab.PEER;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.machine.DropReason;
import io.nodev.common.machine.PortReport;
import io.nodev.common.packet.MacAddress;
import io.nodev.legacy.vfr.Quirk;
import io.nodev.legacy.vfr.StandardRules;
import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.legacy.vif.RingStatus;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the rules that the tools install lead to, with drivers and guests as they were. */
class StandardRulesScenariosTest {
    private static final String FOREIGN = "10.0.0.77";

    private static byte[] payload(byte[] frame) {
        return Arrays.copyOfRange(frame, 14, frame.length);
    }

    @Test
    void ordinaryGuestsReachEachOtherEitherWay() {
        try (Lab lab = new Lab()) {
            assertThat(lab.send(A, lab.ipFrom(A, IP_A, IP_B, 60))).isEqualTo(RingStatus.OK);
            assertThat(lab.send(B, lab.ipFrom(B, IP_B, IP_A, 60))).isEqualTo(RingStatus.OK);
            assertThat(lab.receivedBy(A)).hasSize(1);
            assertThat(lab.receivedBy(B)).hasSize(1);
            assertThat(lab.onWire()).isEmpty();
        }
    }

    @Test
    void whatIsForOutsideGoesToTheWireUnlessItsSourceIsForeign() {
        try (Lab lab = new Lab()) {
            assertThat(lab.send(A, lab.ipFrom(A, IP_A, OUTSIDE, 60))).isEqualTo(RingStatus.OK);
            assertThat(lab.send(A, lab.ipFrom(A, FOREIGN, OUTSIDE, 60))).isEqualTo(RingStatus.DROPPED);
            assertThat(lab.onWire()).hasSize(1);
        }
    }

    @Test
    void aForgedSourceReachesALocalGuestAsBuiltAndNobodyAsDocumented() {
        try (Lab lab = new Lab()) {
            assertThat(lab.send(A, lab.ipFrom(A, FOREIGN, IP_B, 60))).isEqualTo(RingStatus.OK);
            assertThat(lab.receivedBy(B)).hasSize(1);
        }
        VfrSemantics strict = VfrSemantics.AS_BUILT.with(Quirk.LOCAL_SPOOFING, false);
        try (Lab lab = new Lab(Lab.Plan.standard().withSemantics(strict))) {
            assertThat(lab.send(A, lab.ipFrom(A, FOREIGN, IP_B, 60))).isEqualTo(RingStatus.DROPPED);
            assertThat(lab.send(A, lab.ipFrom(A, IP_A, IP_B, 60))).isEqualTo(RingStatus.OK);
            assertThat(lab.receivedBy(B)).hasSize(1);
        }
    }

    @Test
    void anArpRequestReachesOnlyTheGuestThatIsAskedFor() {
        try (Lab lab = new Lab()) {
            assertThat(lab.send(A, TestFrames.arp(lab.mac(A), IP_A, IP_B, 42))).isEqualTo(RingStatus.OK);
            assertThat(lab.receivedBy(B)).singleElement().satisfies(frame -> {
                assertThat(MacAddress.of(frame, 0)).isEqualTo(lab.mac(B));
                assertThat(MacAddress.of(frame, 22)).isEqualTo(NIC);
                assertThat(MacAddress.of(frame, 32)).isEqualTo(lab.mac(B));
            });
            assertThat(lab.receivedBy(0)).isEmpty();
            assertThat(lab.onWire()).isEmpty();
        }
    }

    @Test
    void anArpRequestForAStrangerGoesToTheWire() {
        try (Lab lab = new Lab()) {
            assertThat(lab.send(A, TestFrames.arp(lab.mac(A), IP_A, "10.0.0.99", 42)))
                    .isEqualTo(RingStatus.OK);
            assertThat(lab.onWire()).hasSize(1);
        }
    }

    @Test
    void anArpRequestFromTheWireReachesOnlyTheGuestThatIsAskedFor() {
        try (Lab lab = new Lab()) {
            lab.arrive(TestFrames.arp(PEER, OUTSIDE, IP_B, 42));
            assertThat(lab.receivedBy(B)).singleElement().satisfies(frame -> {
                assertThat(MacAddress.of(frame, 22)).isEqualTo(PEER);
                assertThat(MacAddress.of(frame, 32)).isEqualTo(lab.mac(B));
            });
            assertThat(lab.receivedBy(A)).isEmpty();
            assertThat(lab.receivedBy(0)).isEmpty();
        }
    }

    @Test
    void aDhcpDiscoverIsDropped() {
        try (Lab lab = new Lab()) {
            assertThat(lab.send(A, lab.ipFrom(A, "0.0.0.0", "255.255.255.255", 300)))
                    .isEqualTo(RingStatus.DROPPED);
        }
    }

    @Test
    void aGuestsBroadcastGoesToTheWireAndToNoNeighbour() {
        try (Lab lab = new Lab()) {
            assertThat(lab.send(A, lab.ipFrom(A, IP_A, "255.255.255.255", 60))).isEqualTo(RingStatus.OK);
            assertThat(lab.onWire()).hasSize(1);
            assertThat(lab.receivedBy(B)).isEmpty();
            assertThat(lab.receivedBy(0)).isEmpty();
        }
    }

    @Test
    void whatComesFromTheWireAndIsNobodysGoesToDomain0() {
        try (Lab lab = new Lab()) {
            lab.arrive(TestFrames.ip(PEER, MacAddress.BROADCAST, OUTSIDE, "255.255.255.255", 60));
            lab.arrive(TestFrames.ip(PEER, NIC, OUTSIDE, "10.0.0.99", 60));
            lab.arrive(TestFrames.ethernet(PEER, NIC, TestFrames.IPV6, 86));
            assertThat(lab.receivedBy(0)).hasSize(3);
            assertThat(lab.receivedBy(A)).isEmpty();
            assertThat(lab.receivedBy(B)).isEmpty();
        }
    }

    @Test
    void theNewerOfTwoLinkLocalGuestsDoesNotReachTheOlder() {
        String a = "169.254.1.1";
        String b = "169.254.1.2";
        Lab.Plan plan = Lab.Plan.standard()
                .withRules(StandardRules.of(A, 0, a).toArray(String[]::new))
                .plusRules(StandardRules.of(B, 0, b).toArray(String[]::new));
        try (Lab lab = new Lab(plan)) {
            assertThat(lab.send(A, lab.ipFrom(A, a, b, 60))).isEqualTo(RingStatus.OK);
            assertThat(lab.receivedBy(B)).hasSize(1);
            assertThat(lab.send(B, lab.ipFrom(B, b, a, 60))).isEqualTo(RingStatus.OK);
            assertThat(lab.receivedBy(A)).isEmpty();
            assertThat(lab.receivedBy(0)).hasSize(1);
            assertThat(lab.send(A, lab.ipFrom(A, a, OUTSIDE, 60))).isEqualTo(RingStatus.OK);
            assertThat(lab.receivedBy(0)).hasSize(2);
            assertThat(lab.onWire()).isEmpty();
        }
    }

    @Test
    void domain0CannotSendFromALinkLocalAddressToTheWire() {
        try (Lab lab = new Lab()) {
            assertThat(lab.send(0, lab.ipFrom(0, "169.254.1.0", OUTSIDE, 60))).isEqualTo(RingStatus.DROPPED);
            assertThat(lab.onWire()).isEmpty();
        }
    }

    @Test
    void domain0SendsWithoutAnyRule() {
        try (Lab lab = new Lab(Lab.Plan.standard().withRules())) {
            assertThat(lab.send(0, lab.ipFrom(0, "0.0.0.0", "255.255.255.255", 300)))
                    .isEqualTo(RingStatus.OK);
            assertThat(lab.send(0, TestFrames.ethernet(NIC, PEER, TestFrames.IPV6, 86)))
                    .isEqualTo(RingStatus.OK);
            assertThat(lab.onWire()).hasSize(2);
            assertThat(lab.send(A, lab.ipFrom(A, IP_A, OUTSIDE, 60))).isEqualTo(RingStatus.DROPPED);
        }
    }

    @Test
    void aRuleThatNamesAMissingVifOpensTheWayToTheWire() {
        try (Lab lab = new Lab(Lab.Plan.standard()
                .withRules("ADD ACCEPT src=ANY dstdom=9 dstidx=0 dstaddr=1.2.3.4 dstaddrmask=255.255.255.255"))) {
            assertThat(lab.send(A, lab.ipFrom(A, FOREIGN, "1.2.3.4", 60))).isEqualTo(RingStatus.OK);
            assertThat(lab.onWire()).hasSize(1);
        }
    }

    @Test
    void framesForADestroyedGuestGoToTheWire() {
        try (Lab lab = new Lab()) {
            lab.machine.destroyDomain(B);
            assertThat(lab.send(A, lab.ipFrom(A, IP_A, IP_B, 60))).isEqualTo(RingStatus.OK);
            assertThat(lab.onWire()).hasSize(1);
            assertThat(lab.receivedBy(B)).isEmpty();
        }
    }

    @Test
    void countActsAsAcceptDoes() {
        try (Lab lab = new Lab(Lab.Plan.standard().withRules("ADD COUNT src=ANY dst=PHYS"))) {
            assertThat(lab.send(A, lab.ipFrom(A, FOREIGN, OUTSIDE, 60))).isEqualTo(RingStatus.OK);
            assertThat(lab.onWire()).hasSize(1);
        }
    }

    @Test
    void payloadAndLengthArriveUnchanged() {
        try (Lab lab = new Lab()) {
            for (int length : new int[] {35, 60, 127, 128, 129, 1000, 1513, 1514}) {
                byte[] frame = lab.ipFrom(A, IP_A, IP_B, length);
                lab.send(A, frame);
                assertThat(payload(lab.receivedBy(B).get(lab.receivedBy(B).size() - 1)))
                        .isEqualTo(payload(frame));
            }
        }
    }

    @Test
    void reportsShowTheGuestsView() {
        try (Lab lab = new Lab()) {
            lab.send(A, lab.ipFrom(A, IP_A, IP_B, 100));
            lab.send(A, lab.ipFrom(A, IP_A, OUTSIDE, 200));
            lab.send(A, lab.ipFrom(A, FOREIGN, OUTSIDE, 300));
            lab.send(A, TestFrames.ethernet(lab.mac(A), PEER, TestFrames.IPV6, 86));
            lab.arrive(TestFrames.ip(PEER, MacAddress.parse("02:00:00:00:00:77"), OUTSIDE, IP_A, 60));
            List<PortReport> vifs = lab.machine.vifs();
            assertThat(vifs).extracting(PortReport::name).containsExactly("vif0.0", "vif1.0", "vif2.0");
            PortReport a = vifs.get(1);
            assertThat(a.txFrames()).isEqualTo(4);
            assertThat(a.txBytes()).isEqualTo(686);
            assertThat(a.txStatus()).containsOnlyKeys(0, 1, 2).containsEntry(0, 2L);
            assertThat(a.drops()).containsOnlyKeys(DropReason.UNSUPPORTED_PROTOCOL, DropReason.NO_ROUTE);
            assertThat(vifs.get(2).rxFrames()).isOne();
            assertThat(vifs.get(2).rxBytes()).isEqualTo(100);
            PortReport nic = lab.machine.nics().get(0);
            assertThat(nic.name()).isEqualTo("eth0");
            assertThat(nic.txFrames()).isOne();
            assertThat(nic.txStatus()).isEmpty();
            assertThat(nic.rxFrames()).isZero();
            assertThat(nic.drops()).containsOnlyKeys(DropReason.FILTERED);
        }
    }
}
