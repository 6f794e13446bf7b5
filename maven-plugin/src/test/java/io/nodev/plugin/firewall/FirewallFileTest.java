package io.nodev.plugin.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about a firewall file, to the letter. */
final class FirewallFileTest {
    @TempDir
    private Path directory;

    private DescribedMachine machine;

    @BeforeEach
    void describe() {
        machine = DescribedMachine.in(directory).with("machine.yaml", """
                name: quickstart
                nics: [{name: eth0, mac: 00:02:b3:9d:1f:aa}]
                domains:
                  - {id: 0}
                  - {id: 1, vifs: [{addresses: [192.0.2.11]}]}
                """);
    }

    private String said(String firewall) throws IOException {
        machine.with(FirewallFile.NAME, firewall);
        Optional<String> text = machine.read();
        assertThat(text.isPresent()).isNotEqualTo(machine.diagnostics().hasErrors());
        return machine.diagnostics().render();
    }

    @Test
    void saysNothingOfAFileThatIsRight() throws IOException {
        assertThat(said("""
                # vif7.0 is nobody
                table bridge filter {
                \tchain forward {
                \t\ttype filter hook forward priority 0; policy drop;
                \t\tiifname "vif1.0" oifname { "eth0", "vif0.0" } accept comment "not vif9.0"
                \t\tiifname "vif*" drop
                \t}
                }
                """)).isEmpty();
    }

    @Test
    void reportsEveryProblemAtOnceWithItsPlaceAndWhatCanBeWritten() throws IOException {
        String said = said("""
                table bridge filter {
                \tchain forward {
                \t\ttype filter hook forward priority 0; policy drop;
                \t\tct state established accept
                \t\tjump nowhere
                \t}
                }
                """);
        assertThat(said.lines().filter(line -> line.contains(": error ")))
                .hasSize(2)
                .allMatch(line -> line.contains(" error ND-F001: "));
        assertThat(said)
                .startsWith("firewall.nft:4:3: error ND-F001: ct")
                .contains("\n\t\tct state established accept\n\t\t^\nfix: ");
        assertThat(said).contains("firewall.nft:5:");
    }

    @Test
    void saysWhatToDoAboutEachProblem() throws IOException {
        assertThat(said("""
                table bridge filter {
                \tset servers {
                \t\ttype ipv4_addr
                \t\telements = { 192.0.2.0/28 }
                \t}
                \tchain forward {
                \t\ttype filter hook forward priority 0; policy drop;
                \t\ttcp dport @servers accept
                \t\ttcp dport http accept
                \t\tip daddr @server accept
                \t\tct state new accept
                \t}
                """)).isEqualTo("""
                firewall.nft:4:16: error ND-F001: 192.0.2.0/28: prefixes, ranges and beginnings of names need "flags interval"
                \t\telements = { 192.0.2.0/28 }
                \t\t             ^
                fix: add the line "flags interval" to the set or map
                firewall.nft:8:14: error ND-F001: @servers: is declared with "type ipv4_addr", not with "type inet_service"
                \t\ttcp dport @servers accept
                \t\t           ^
                fix: declare it with "type inet_service", its elements as 80
                firewall.nft:9:13: error ND-F001: http: expected a port's number, as 80
                \t\ttcp dport http accept
                \t\t          ^
                fix: write a port's number, as 80
                firewall.nft:10:13: error ND-F001: @server: the table has no set of this name
                \t\tip daddr @server accept
                \t\t          ^
                fix: write servers, the only one there is
                firewall.nft:11:3: error ND-F001: ct state: is not known here
                \t\tct state new accept
                \t\t^
                fix: connections are not known here, compare addresses, protocols and ports, in both directions
                firewall.nft:12:3: error ND-F001: end of file: expected "}"
                \t}
                \t ^
                fix: close the brace of line 1, column 21
                """);
    }

    @Test
    void warnsOfInterfacesTheMachineLacks() throws IOException {
        assertThat(said("""
                define outside = "eth1"
                table bridge filter {
                \tset servers {
                \t\ttype ifname . ipv4_addr
                \t\telements = { "vif11.0" . 192.0.2.11 }
                \t}
                \tchain forward {
                \t\ttype filter hook forward priority 0; policy drop;
                \t\tiifname . ip saddr @servers oifname $outside accept
                \t}
                }
                """)).isEqualTo("""
                firewall.nft:1:19: warning ND-F002: the machine has no interface 'eth1', so this never matches; its interfaces are eth0, vif0.0, vif1.0
                define outside = "eth1"
                                  ^
                fix: write 'eth0'
                firewall.nft:5:17: warning ND-F002: the machine has no interface 'vif11.0', so this never matches; its interfaces are eth0, vif0.0, vif1.0
                \t\telements = { "vif11.0" . 192.0.2.11 }
                \t\t              ^
                fix: write 'vif1.0'
                """);
    }

    @Test
    void guessesNoInterfaceWhereTwoAreEquallyNear() throws IOException {
        assertThat(said("""
                table bridge filter {
                \tchain forward {
                \t\ttype filter hook forward priority 0; policy drop;
                \t\tiifname "vif7.0" accept
                \t}
                }
                """)).isEqualTo("""
                firewall.nft:4:12: warning ND-F002: the machine has no interface 'vif7.0', so this never matches; its interfaces are eth0, vif0.0, vif1.0
                \t\tiifname "vif7.0" accept
                \t\t         ^
                fix: name one of them, or add this one to the description
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "table bridge filter {\n\tchain forward {\n\t\tdrop\n\t}\n}\n"})
    void warnsOfAFileThatLetsEverythingPass(String firewall) throws IOException {
        assertThat(said(firewall))
                .startsWith(
                        "firewall.nft:1:1: warning ND-F004: no chain of this file is at a hook, so every frame passes\n")
                .endsWith(
                        "fix: give a chain a line 'type filter hook forward priority 0; policy drop;', or delete the file:"
                                + " a firewall that follows from the description is then derived\n");
    }

    @Test
    void refusesWhatIsNotUtf8() throws IOException {
        java.nio.file.Files.write(directory.resolve(FirewallFile.NAME), new byte[] {'#', (byte) 0xff, '\n'});
        assertThat(machine.read()).isEmpty();
        assertThat(machine.diagnostics().render()).startsWith("firewall.nft:1:2: error ND-V001: ");
    }
}
