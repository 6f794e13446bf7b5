package io.nodev.plugin.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.devdomain.nft.parse.NftParser;
import io.nodev.devdomain.nft.ruleset.NftRuleset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text of derived firewalls, whole; {@code -Dnodev.golden=true} writes what is expected anew. */
final class DerivedFirewallTest {
    private static final Path GOLDEN = Path.of("src", "test", "golden", "firewall");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "quickstart, quickstart.yaml, ''",
        "quickstart-as-documented, quickstart-as-documented.yaml, ''",
        "every-kind, every-kind.yaml, every-kind.rules",
        "two-bridges, two-bridges.yaml, two-bridges.rules"
    })
    void derivesThisText(String name, String yaml, String rules) throws IOException {
        DescribedMachine machine =
                DescribedMachine.in(directory).with("machine.yaml", Files.readString(GOLDEN.resolve(yaml)));
        if (!rules.isEmpty()) {
            machine.with("vfr.rules", Files.readString(GOLDEN.resolve(rules)));
        }
        String text = machine.derive().text();
        Path expected = GOLDEN.resolve(name + ".nft");
        if (Boolean.getBoolean("nodev.golden")) {
            Files.writeString(expected, text);
        }
        assertThat(text).isEqualTo(Files.readString(expected));
    }

    @ParameterizedTest
    @CsvSource({"quickstart", "quickstart-as-documented", "every-kind", "two-bridges"})
    void isReadBackAndAcceptedByLinux(String name) throws Exception {
        Path file = GOLDEN.resolve(name + ".nft");
        NftRuleset ruleset = NftParser.parse(name, Files.readString(file));
        assertThat(NftParser.parse(name, ruleset.toString())).isEqualTo(ruleset);
        RealNft.accepts(file);
    }

    @Test
    void saysWhatItDoesNotSay() throws IOException {
        DescribedMachine machine = DescribedMachine.in(directory)
                .with("machine.yaml", Files.readString(GOLDEN.resolve("quickstart-as-documented.yaml")))
                .with("vfr.rules", """
                        ADD COUNT srcdom=1 srcidx=0 dst=PHYS proto=any
                        ADD ACCEPT srcdom=1 srcidx=0 dst=PHYS proto=any
                        ADD ACCEPT src=PHYS dstdom=1 dstidx=0 proto=any
                        ADD ACCEPT srcdom=1 srcidx=0 dstport=80 dst=PHYS proto=tcp
                        """);
        machine.derive();
        assertThat(machine.diagnostics().render().lines().filter(line -> line.contains("ND-F003")))
                .containsExactly(
                        "vfr.rules:1:1: warning ND-F003: a derived firewall does not count for a COUNT rule",
                        "vfr.rules:3:1: warning ND-F003: of this rule a derived firewall keeps that such packets do not go"
                                + " to a NIC; a vif gets what is for its own addresses, whatever the rules say");
    }
}
