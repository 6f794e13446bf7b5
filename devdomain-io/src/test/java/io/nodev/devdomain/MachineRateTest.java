package io.nodev.devdomain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.guest.IdleGuest;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.controller.RateChange;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.tck.frame.Frames;
import io.nodev.tck.harness.DomainSpec;
import io.nodev.tck.harness.HypervisorMachine.Bench;
import io.nodev.tck.harness.RawVif;
import io.nodev.tck.harness.Topology;
import io.nodev.tck.harness.TxRequest;
import io.nodev.tck.harness.VifSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rate from the description on, and its change while the machine runs, with domain 1 as the unprivileged backend. */
class MachineRateTest {
    private static final MacAddress ROUTER = MacAddress.parse("52:54:00:12:34:64");
    private static final int OUTSIDE = 0xC633_6401;

    private DeviceDomainMachine machine;

    private DevdomainTestMachine boot(SchedulerKind scheduler) {
        VifSpec limited = new VifSpec(VifSpec.of("10.0.0.1").addresses(), null, 3000, 10_000);
        List<DomainSpec> domains = List.of(
                new DomainSpec(0, "Domain-0", true, List.of()),
                DomainSpec.guest(1, "devices"),
                DomainSpec.guest(2, "A", limited));
        Bench bench = Bench.around(new Topology(Topology.NIC, domains, false, List.of(), scheduler), "eth0");
        MachineOptions options = MachineOptions.defaults()
                .withScheduler(scheduler)
                .withClock(bench.clock())
                .withConsole(bench.console())
                .withoutNetworkDrivers();
        machine = DeviceDomainMachine.builder("rates", options)
                .card(bench.wire().card())
                .domain(
                        DomainConfig.ordinary(0, "Domain-0", 256).withPrivilege(),
                        () -> bench.guests().get(0))
                .domain(DomainConfig.ordinary(1, "devices", 256), IdleGuest::new)
                .domain(
                        DomainConfig.ordinary(2, "A", 1024),
                        () -> bench.guests().get(2))
                .vif(limited.config().withBackend(1))
                .deviceDomain(1, List.of("eth0"))
                .boot();
        return DevdomainTestMachine.of(bench, machine);
    }

    private static void send(DevdomainTestMachine test, int frames) {
        RawVif vif = test.vif(2, 0);
        Frames.Ends ends = new Frames.Ends(
                vif.address(), VifSpec.of("10.0.0.1").addresses().get(0), ROUTER, OUTSIDE);
        for (int i = 0; i < frames; i++) {
            vif.fill(TxRequest.of(i, Frames.udp(ends, 1514)));
        }
        vif.push();
        test.settle();
    }

    private static List<Integer> sentInPeriods(DevdomainTestMachine test, int periods) {
        List<Integer> sent = new ArrayList<>(List.of(test.wire().takeSent().size()));
        for (int i = 0; i < periods; i++) {
            test.clock().advance(TimeUnit.MILLISECONDS.toNanos(10));
            test.settle();
            sent.add(test.wire().takeSent().size());
        }
        return sent;
    }

    @ParameterizedTest
    @EnumSource(SchedulerKind.class)
    void keepsToTheRateOfTheDescription(SchedulerKind scheduler) {
        try (DevdomainTestMachine test = boot(scheduler)) {
            send(test, 6);
            assertThat(sentInPeriods(test, 4)).containsExactly(1, 2, 2, 1, 0);
        }
    }

    @ParameterizedTest
    @EnumSource(SchedulerKind.class)
    void changesTheRateWhileItRuns(SchedulerKind scheduler) {
        try (DevdomainTestMachine test = boot(scheduler)) {
            machine.limit(new RateChange(2, 0, 1514, 10_000));
            test.settle();
            send(test, 4);
            assertThat(sentInPeriods(test, 2)).containsExactly(1, 1, 1);
            machine.limit(new RateChange(2, 0, 0, 0));
            test.settle();
            assertThat(sentInPeriods(test, 0)).containsExactly(1);
        }
    }

    @ParameterizedTest
    @EnumSource(SchedulerKind.class)
    void refusesAChangeForNoInterface(SchedulerKind scheduler) {
        try (DevdomainTestMachine test = boot(scheduler)) {
            assertThatThrownBy(() -> machine.limit(new RateChange(2, 1, 1, 1))).hasMessageContaining("handle=1");
            assertThatThrownBy(() -> machine.limit(new RateChange(1, 0, 1, 1))).hasMessageContaining("domain=1");
            assertThatThrownBy(() -> new RateChange(2, 0, 1L << 32, 1)).hasMessageEndingWith("creditBytes=4294967296");
            assertThatThrownBy(() -> new RateChange(2, 0, 1, -1)).hasMessageEndingWith("creditPeriodMicros=-1");
            test.settle();
        }
    }
}
