package io.nodev.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.Classifier;
import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.RuleCounters;
import io.nodev.common.guest.IdleGuest;
import io.nodev.common.guest.VirtualNetworkDevice;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.VifConfig;
import io.nodev.common.packet.MacAddress;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.time.ManualClock;
import io.nodev.legacy.vfr.Quirk;
import io.nodev.legacy.vfr.VfrSemantics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What was generated for a machine is asked by it, and not any more once the machine is another one. */
class GeneratedClassifierInMachineTest {
    private static final String COUNTING = "ADD COUNT src=ANY dst=PHYSICAL";
    private static final String FROM_2_TO_1 = "ADD ACCEPT srcdom=2 srcidx=0 dstdom=1 dstidx=0";
    private static final byte[] FRAME = TestFrames.ip(
            MacAddress.parse("02:00:00:00:00:01"), MacAddress.parse("02:00:00:00:00:02"), "10.0.0.1", "10.0.0.2", 60);

    private int asked;
    private LegacyMachine machine;

    /** Domains 0, 1 and 2; as generated, whatever is sent is counted by the oldest rule and goes to vif 0 of domain 2. */
    private void boot(VfrSemantics semantics, String... rules) {
        machine = LegacyMachine.builder("generated", MachineOptions.defaults().withClock(new ManualClock(0)))
                .domain(DomainConfig.ordinary(0, "Domain-0", 1024).withPrivilege(), IdleGuest::new)
                .domain(DomainConfig.ordinary(1, "a", 1024), IdleGuest::new)
                .vif(VifConfig.DEFAULT)
                .domain(DomainConfig.ordinary(2, "b", 1024), IdleGuest::new)
                .vif(VifConfig.DEFAULT)
                .rules(List.of(rules))
                .semantics(semantics)
                .classifier(counters -> generated(counters, rules.length - 1))
                .boot();
        run();
    }

    private Classifier generated(RuleCounters counters, int counting) {
        return (fields, source) -> {
            asked++;
            counters.count(counting);
            return Endpoint.vif(2, 0);
        };
    }

    private void run() {
        assertThat(machine.scheduler().runUntilIdle(TimeUnit.SECONDS.toNanos(300)))
                .as("at rest")
                .isTrue();
    }

    private long sendFrom(int domain, int to) {
        long before = receivedBy(to);
        VirtualNetworkDevice device = machine.networkDevices(domain).get(0);
        device.transmit(FRAME, 0, FRAME.length);
        run();
        return receivedBy(to) - before;
    }

    private long receivedBy(int domain) {
        return machine.networkDevices(domain).get(0).stats().rxFrames();
    }

    @Test
    void isAskedUntilARuleIsWritten() {
        boot(VfrSemantics.AS_BUILT, COUNTING);
        assertThat(sendFrom(1, 2)).isOne();
        assertThat(asked).isOne();

        machine.vfrFile(0).write(FROM_2_TO_1.getBytes(StandardCharsets.UTF_8));

        assertThat(sendFrom(1, 2)).isZero();
        assertThat(sendFrom(2, 1)).isOne();
        assertThat(asked).isOne();
        machine.close();
    }

    @Test
    void isAskedNoMoreOnceADomainIsGone() {
        boot(VfrSemantics.AS_BUILT, COUNTING);
        machine.destroyDomain(2);
        machine.networkDevices(1).get(0).transmit(FRAME, 0, FRAME.length);
        run();
        assertThat(asked).isZero();
        machine.close();
    }

    @Test
    void countsIntoTheListsOwnRules() {
        boot(VfrSemantics.AS_DOCUMENTED.with(Quirk.LOCAL_SPOOFING, true), COUNTING, FROM_2_TO_1);
        sendFrom(1, 2);
        sendFrom(1, 2);
        assertThat(machine.network().rules().counts()).containsExactly(0L, 2L);
        machine.close();
    }
}
