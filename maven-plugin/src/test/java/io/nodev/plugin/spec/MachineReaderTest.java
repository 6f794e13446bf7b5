package io.nodev.plugin.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.packet.Ipv4Address;
import io.nodev.common.packet.MacAddress;
import io.nodev.legacy.vfr.Quirk;
import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.SourceLocation;
import io.nodev.plugin.diagnostic.SpecException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineReaderTest {
    private static final String WHOLE = """
            # yaml-language-server: $schema=machine.schema.json
            name: quickstart
            capture: lan.pcap
            nics:
              - name: eth0
                mac: 00:02:b3:9d:1f:aa
                promiscuous: true
                driver: capture
                hosts: [52:54:00:12:34:64]
            domains:
              - id: 1
                name: web
                guest: com.example.Responder
                privileged: true
                memory-pages: 2048
                vifs:
                  - mac: aa:00:00:00:00:0b
                    addresses: [192.0.2.11, 192.0.2.111]
                    rate: {bytes: 3000, micros: 10000}
                    backend: 0
              - id: 0
                guest: builtin:replay
                vifs:
                  - addresses: [192.0.2.1]
            device-domains:
              - domain: 0
                nics: [eth0]
            vfr:
              semantics: as-documented
              standard-rules: false
              rules: mine.rules
            quirks:
              credit-underflow: true
            """;

    @TempDir
    Path directory;

    @Test
    void readsEveryKey() {
        MachineSpec machine = whole();

        assertThat(machine.name()).isEqualTo("quickstart");
        assertThat(machine.capture()).contains(new FileSpec("lan.pcap", at(3, 10)));
        assertThat(machine.nics())
                .containsExactly(new NicSpec(
                        "eth0",
                        MacAddress.parse("00:02:b3:9d:1f:aa"),
                        true,
                        NicDriver.CAPTURE,
                        List.of(MacAddress.parse("52:54:00:12:34:64")),
                        at(5, 5)));
        assertThat(machine.deviceDomains())
                .containsExactly(new DeviceDomainSpec(0, List.of("eth0"), List.of(), at(26, 5)));
        assertThat(machine.vfr())
                .isEqualTo(new VfrSpec(
                        VfrSemantics.AS_DOCUMENTED.with(Quirk.CREDIT_UNDERFLOW, true),
                        false,
                        Optional.of(new FileSpec("mine.rules", at(31, 10))),
                        at(29, 3)));
        assertThat(machine.location()).isEqualTo(at(2, 1));
    }

    @Test
    void readsWhenBackendsAreStartedAgain() {
        String good = Description.GOOD;
        assertThat(Description.in(directory).machine(good).restart()).isEmpty();
        assertThat(Description.in(directory)
                        .machine(good + "restart: {times: 3, answer-millis: 2500}\n")
                        .restart())
                .contains(new RestartSpec(3, 2500, at(11, 10)));
        assertThat(Description.in(directory)
                        .machine(good + "restart:\n  times: 0\n")
                        .restart())
                .contains(new RestartSpec(0, 10_000, at(12, 3)));
    }

    @Test
    void ordersDomainsByTheirIds() {
        assertThat(whole().domains()).extracting(DomainSpec::id).containsExactly(0, 1);
    }

    @Test
    void readsEveryKeyOfADomainAndItsVifs() {
        VifSpec vif = new VifSpec(
                0,
                Optional.of(MacAddress.parse("aa:00:00:00:00:0b")),
                List.of(
                        new AddressSpec(Ipv4Address.parse("192.0.2.11"), at(18, 21)),
                        new AddressSpec(Ipv4Address.parse("192.0.2.111"), at(18, 33))),
                Optional.of(new RateSpec(3000, 10000, at(19, 15))),
                0,
                at(17, 9));

        assertThat(whole().domain(1))
                .contains(new DomainSpec(
                        1,
                        "web",
                        true,
                        2048,
                        new GuestSpec.OfClass("com.example.Responder", at(13, 12)),
                        List.of(vif),
                        List.of(),
                        at(11, 5)));
        assertThat(whole().vif(1, 0)).contains(vif);
        assertThat(whole().vif(1, 1)).isEmpty();
        assertThat(whole().nic("eth1")).isEmpty();
    }

    @Test
    void fillsInEveryDefault() {
        MachineSpec machine = Description.in(directory).machine(Description.GOOD);

        assertThat(machine.domain(0))
                .contains(new DomainSpec(
                        0,
                        "Domain-0",
                        true,
                        1024,
                        new GuestSpec.BuiltIn(BuiltinGuest.IDLE, at(6, 5)),
                        List.of(),
                        List.of(),
                        at(6, 5)));
        assertThat(machine.domain(1).orElseThrow().privileged()).isFalse();
        assertThat(machine.nics().get(0).driver()).isEqualTo(NicDriver.WIRE);
        assertThat(machine.nics().get(0).promiscuous()).isFalse();
        assertThat(machine.capture()).isEmpty();
        assertThat(machine.deviceDomains())
                .containsExactly(new DeviceDomainSpec(0, List.of("eth0"), List.of(), at(1, 1)));
        assertThat(machine.vfr()).isEqualTo(new VfrSpec(VfrSemantics.AS_BUILT, true, Optional.empty(), at(1, 1)));
    }

    @Test
    void takesTheDefaultRulesFileIfItExists() {
        MachineSpec machine = Description.in(directory).with("vfr.rules", "").machine(Description.GOOD);

        assertThat(machine.vfr().rules()).contains(new FileSpec("vfr.rules", at(1, 1)));
    }

    @Test
    void turnsQuirksOffWithTheDocumentedSemanticsButForThoseFlipped() {
        assertThat(whole().vfr().semantics().quirks()).containsExactly(Quirk.CREDIT_UNDERFLOW);
    }

    @Test
    void servesVifsByTheFirstDeviceDomainUnlessTold() {
        MachineSpec machine = Description.in(directory)
                .machine(Description.GOOD
                        + "device-domains:\n  - {domain: 1, nics: []}\n  - {domain: 0, nics: [eth0]}\n");

        assertThat(machine.vif(1, 0).orElseThrow().backend()).isEqualTo(1);
    }

    @Test
    void readsJson() {
        MachineSpec machine = Description.in(directory).machine("""
                        {"name": "tiny", "nics": [{"name": "eth0", "mac": "00:02:b3:9d:1f:aa"}],
                         "domains": [{"id": 0}]}
                        """);

        assertThat(machine.name()).isEqualTo("tiny");
    }

    @Test
    void readsAFileWithAByteOrderMarkAndWindowsLineEnds() {
        MachineSpec machine = Description.in(directory).machine("\uFEFF" + Description.GOOD.replace("\n", "\r\n"));

        assertThat(machine.domain(1).orElseThrow().location()).isEqualTo(at(7, 5));
    }

    @Test
    void keepsFifteenBytesOfANameWithoutCuttingACharacter() {
        MachineSpec machine =
                Description.in(directory).machine(Description.GOOD.replace("name: web", "name: Drei rote neueÄ"));

        assertThat(machine.domain(1).orElseThrow().keptName()).isEqualTo("Drei rote neue");
        assertThat(machine.domain(0).orElseThrow().keptName()).isEqualTo("Domain-0");
    }

    @Test
    void refusesAWholeDescriptionAtOnce() {
        Description.in(directory).with("machine.yaml", Description.GOOD.replace("192.0.2.11", "192.0.2"));

        assertThatThrownBy(() -> MachineReader.load(directory.resolve("machine.yaml"), new Diagnostics()))
                .isInstanceOf(SpecException.class)
                .hasMessage("""
                        machine.yaml:10:21: error ND-V015: '192.0.2' is no IPv4 address; it must be four numbers from 0 to 255 with dots
                              - addresses: [192.0.2]
                                            ^
                        fix: write it as 192.0.2.11, without a mask
                        1 error""");
    }

    @Test
    void loadsADescriptionThatOnlyHasWarnings() throws Exception {
        Description.in(directory)
                .with("machine.yaml", Description.GOOD.replace("name: web", "name: a-very-long-name-of-a-domain"));
        Diagnostics diagnostics = new Diagnostics();

        MachineSpec machine = MachineReader.load(directory.resolve("machine.yaml"), diagnostics);

        assertThat(machine.domain(1).orElseThrow().keptName()).isEqualTo("a-very-long-nam");
        assertThat(diagnostics.sorted()).hasSize(1);
    }

    private MachineSpec whole() {
        return Description.in(directory)
                .with("lan.pcap", "")
                .with("mine.rules", "")
                .machine(WHOLE);
    }

    private static SourceLocation at(int line, int column) {
        return new SourceLocation("machine.yaml", line, column);
    }
}
