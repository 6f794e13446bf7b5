package io.nodev.devdomain;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.machine.SchedulerKind;
import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.RestartFixture.Choices;
import io.nodev.tck.frame.Frames;
import io.nodev.tck.harness.DomainSpec;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.harness.RawVif;
import io.nodev.tck.harness.RxResponse;
import io.nodev.tck.harness.Topology;
import io.nodev.tck.harness.TxRequest;
import io.nodev.tck.harness.VifSpec;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two device domains, each with a NIC and guests of its own: nothing of one bridge is seen at the other. */
class TwoBridgesTest {
    @ParameterizedTest
    @EnumSource
    void carriesABroadcastToItsOwnBridgeOnly(SchedulerKind scheduler) {
        try (RestartFixture fixture = new RestartFixture(Choices.of(scheduler, 1))) {
            fixture.send(10, RestartFixture.numbered(MacAddress.BROADCAST, 10, 1));
            fixture.send(20, RestartFixture.numbered(MacAddress.BROADCAST, 20, 2));
            assertThat(numbers(fixture.guest(11).received())).containsExactly(1);
            assertThat(numbers(fixture.guest(21).received())).containsExactly(2);
            assertThat(fixture.guest(10).received()).isEmpty();
            assertThat(fixture.guest(20).received()).isEmpty();
            assertThat(numbers(fixture.takeFromWire())).containsExactly(1);
            assertThat(numbers(fixture.takeFromOtherWire())).containsExactly(2);
        }
    }

    private static List<Integer> numbers(List<byte[]> frames) {
        return frames.stream().map(RestartFixture::numberOf).toList();
    }

    @ParameterizedTest
    @EnumSource
    void doesNotFindAStationOfTheOtherBridge(SchedulerKind scheduler) {
        try (RestartFixture fixture = new RestartFixture(Choices.of(scheduler, 1))) {
            fixture.send(20, RestartFixture.numbered(MacAddress.BROADCAST, 20, 2));
            fixture.takeFromOtherWire();
            fixture.send(10, RestartFixture.numbered(MachineFixture.address(20), 10, 1));
            assertThat(fixture.guest(20).received()).isEmpty();
            assertThat(fixture.takeFromOtherWire()).isEmpty();
        }
    }

    /** The same of a machine that the common suite boots, where domain 0 is one of the device domains. */
    @ParameterizedTest
    @EnumSource
    void isBootedByTheCommonSuiteAsDescribed(SchedulerKind scheduler) {
        Topology topology = Topology.standard(scheduler)
                .withDomain(DomainSpec.guest(2, "B", VifSpec.of("10.0.0.2").withBackend(4)))
                .withDomain(DomainSpec.guest(3, "C", VifSpec.of("10.0.0.3").withBackend(4)))
                .withDomain(DomainSpec.guest(4, "devices"))
                .withWireOwner(4);
        try (MachineUnderTest machine = new DevdomainHarness().boot(topology)) {
            RawVif a = machine.vif(1, 0);
            RawVif b = machine.vif(2, 0);
            RawVif c = machine.vif(3, 0);
            for (RawVif vif : List.of(a, b, c)) {
                vif.postRx(8);
                vif.push();
            }
            machine.settle();
            Frames.Ends everybody = new Frames.Ends(b.address(), 1, MacAddress.BROADCAST, 2);
            b.fill(TxRequest.of(0, Frames.numbered(everybody, 64, 7)));
            b.push();
            machine.settle();
            assertThat(c.takeRx()).filteredOn(RxResponse::isFrame).hasSize(1);
            assertThat(a.takeRx()).isEmpty();
            assertThat(machine.wire().takeSent()).hasSize(1);
            assertThat(machine.host().takeReceived()).isEmpty();
        }
    }
}
