package io.nodev.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.packet.MacAddress;
import io.nodev.tck.frame.Frames;
import io.nodev.tck.harness.DomainSpec;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.harness.StackCapability;
import io.nodev.tck.harness.Topology;
import io.nodev.tck.harness.VifSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What contracts of the rule file share. A stack without a firewall/router takes every line, does nothing, and forwards as
 * if there had been none.
 */
public abstract class VfrTck extends NetworkTck {
    static final String PHYSICAL = "dst=PHYS";
    static final String ANY = "src=ANY";
    static final String ZERO = "0/0";

    VfrTck() {}

    /** A machine without rules: domain 0, A, B, and C as domain 3. */
    final MachineUnderTest withoutRules() {
        return boot(standard -> standard.withDomain(DomainSpec.guest(3, "C", VifSpec.of("10.0.0.3")))
                .withOnlyRules());
    }

    /** The same with another NIC. */
    final MachineUnderTest withoutRules(MacAddress nic) {
        return boot((Topology standard) -> standard.withNic(nic).withOnlyRules());
    }

    /** Writes lines; each write says that all was taken. */
    static void write(MachineUnderTest machine, String... lines) {
        for (String line : lines) {
            assertThat(machine.writeRule(line))
                    .as("bytes written of \"%s\"", line)
                    .isEqualTo(line.length());
        }
    }

    /** Tests what lines make of an empty list, newest first. */
    final void rulesAfter(Consumer<List<Map<String, String>>> expected, String... lines) {
        MachineUnderTest machine = withoutRules();
        write(machine, lines);
        List<Map<String, String>> rules = machine.rules();
        whenSupported(
                StackCapability.VIRTUAL_FIREWALL_ROUTER,
                () -> expected.accept(rules),
                () -> assertThat(rules).isEmpty());
        observe(
                "%d rules %s",
                rules.size(),
                rules.stream()
                        .map(rule -> rule.get("src_dom/idx") + ">" + rule.get("dst_dom/idx"))
                        .collect(Collectors.joining(" ")));
    }

    /** Tests that lines add nothing. */
    final void nothingAfter(String... lines) {
        rulesAfter(rules -> assertThat(rules).isEmpty(), lines);
    }

    /** Tests one field of the only rule that a line makes. */
    final void fieldAfter(String label, String value, String line) {
        rulesAfter(
                rules -> {
                    assertThat(rules).hasSize(1);
                    assertThat(rules.get(0)).containsEntry(label, value);
                },
                line);
    }

    /** Tests source and destination of the only rule that a line makes. */
    final void endsAfter(String source, String destination, String line) {
        rulesAfter(
                rules -> {
                    assertThat(rules).hasSize(1);
                    assertThat(rules.get(0)).containsEntry("src_dom/idx", source);
                    assertThat(rules.get(0)).containsEntry("dst_dom/idx", destination);
                },
                line);
    }

    /** Where a frame from A went, and its status. */
    record Way(int status, int toA, int toB, int toC, int toHost, int toWire) {
        static Way dropped() {
            return new Way(DROPPED, 0, 0, 0, 0, 0);
        }

        static Way wire() {
            return new Way(OK, 0, 0, 0, 0, 1);
        }
    }

    /** Sends a frame as A does and says where it went. */
    final Way way(MachineUnderTest machine, byte[] frame) {
        List<Integer> ids = machine.topology().domains().stream()
                .map(DomainSpec::id)
                .filter(id -> id != 0)
                .toList();
        ids.forEach(id -> post(machine, machine.vif(id, 0), SOME_BUFFERS));
        int status = send(machine, machine.vif(1, 0), frame);
        int[] got = new int[4];
        ids.forEach(id -> got[id] = received(machine.vif(id, 0)).size());
        int toHost = host(machine).takeReceived().size();
        return new Way(
                status,
                got[1],
                got[2],
                got[3],
                toHost,
                machine.wire().takeSent().size());
    }

    /** Tests where a frame of A's goes after lines; without a firewall/router the lines make no difference. */
    final void wayAfter(Way expected, byte[] frame, MachineUnderTest machine, String... lines) {
        Way before = supports(StackCapability.VIRTUAL_FIREWALL_ROUTER) ? null : way(machine, frame);
        write(machine, lines);
        Way way = way(machine, frame);
        whenSupported(
                StackCapability.VIRTUAL_FIREWALL_ROUTER,
                () -> assertThat(way).isEqualTo(expected),
                () -> assertThat(way).isEqualTo(before));
        observe("%s", way);
    }

    /** A datagram from A to the world outside. */
    static byte[] outside(MachineUnderTest machine) {
        Frames.Ends ends = new Frames.Ends(
                machine.vif(1, 0).address(),
                machine.topology().domain(1).vifs().get(0).addresses().get(0),
                ROUTER,
                OUTSIDE);
        return Frames.udp(ends, 60);
    }
}
