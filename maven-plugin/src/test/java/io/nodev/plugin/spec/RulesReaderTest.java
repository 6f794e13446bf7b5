package io.nodev.plugin.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.SourceLocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of a machine, and the exact text of what is said about its rules file. */
class RulesReaderTest {
    private static final String TWO_GUESTS = """
            name: quickstart
            nics: [{name: eth0, mac: 00:02:b3:9d:1f:aa}]
            domains:
              - {id: 0, vifs: [{addresses: [192.0.2.1]}]}
              - {id: 1, vifs: [{addresses: [192.0.2.11]}]}
            """;

    @TempDir
    Path directory;

    private final Diagnostics diagnostics = new Diagnostics();

    @Test
    void writesStandardRulesFirstThenTheFileAndSaysWhereEachComesFrom() throws IOException {
        List<RuleLine> rules = read(TWO_GUESTS, "\n# a comment\nADD ACCEPT srcdom=1 srcidx=0 dst=PHYS proto=any\n");

        assertThat(rules)
                .extracting(rule -> rule.location().toString())
                .containsExactly(
                        "machine.yaml:4:33",
                        "machine.yaml:4:33",
                        "machine.yaml:5:33",
                        "machine.yaml:5:33",
                        "vfr.rules:3:1");
        assertThat(rules.get(4).text()).isEqualTo("ADD ACCEPT srcdom=1 srcidx=0 dst=PHYS proto=any");
        assertThat(rules.get(4).operation().toString()).startsWith("cmd=0 ").contains(" src=1/0 dst=-1/1 ");
    }

    @Test
    void leavesOutStandardRulesIfTold() throws IOException {
        assertThat(read(TWO_GUESTS + "vfr: {standard-rules: false}\n", "PRINT\n"))
                .extracting(RuleLine::location)
                .containsExactly(new SourceLocation("vfr.rules", 1, 1));
    }

    @Test
    void saysNothingOfStandardRulesAlone() throws IOException {
        assertThat(read(TWO_GUESTS, "# none\n")).hasSize(4);
        assertThat(diagnostics.render()).isEmpty();
    }

    @Test
    void refusesALineThatIsNoRuleAsDocumented() throws IOException {
        read(
                TWO_GUESTS + "vfr: {semantics: as-documented}\n",
                "  ADD ACCEPT srcaddr=192.0.2.300 dst=PHYS\nADDD ACCEPT\n");

        assertThat(diagnostics.render()).isEqualTo("""
                        vfr.rules:1:22: error ND-R001: expected four numbers of 0 to 255 with dots between them, found "192.0.2.300"
                          ADD ACCEPT srcaddr=192.0.2.300 dst=PHYS
                                             ^
                        fix: write an address such as 192.0.2.11
                        vfr.rules:2:1: error ND-R001: expected ADD, DELETE or PRINT, found "ADDD"
                        ADDD ACCEPT
                        ^
                        fix: begin the line with ADD
                        vfr.rules:2:12: error ND-R001: expected a destination, nothing there
                        ADDD ACCEPT
                                   ^
                        fix: add dst=PHYS, or dstdom= and dstidx=
                        """);
    }

    @Test
    void refusesARuleThatNamesAMissingVifAsDocumented() throws IOException {
        read(
                TWO_GUESTS + "vfr: {semantics: as-documented, standard-rules: false}\n",
                "ADD ACCEPT srcdom=1 srcidx=0 dstdom=1 dstidx=1\n");

        assertThat(diagnostics.render()).isEqualTo("""
                        vfr.rules:1:30: error ND-R002: the machine has no vif 1/1 for the rule to name
                        ADD ACCEPT srcdom=1 srcidx=0 dstdom=1 dstidx=1
                                                     ^
                        fix: name one of the vifs 0/0, 1/0, or add this one to the description
                        """);
    }

    @Test
    void warnsOfARuleThatNamesAMissingVifAsBuilt() throws IOException {
        read(
                TWO_GUESTS + "vfr: {standard-rules: false}\n",
                "ADD ACCEPT srcdom=7 srcidx=0 dstdom=99999 dstidx=0 proto=any\n");

        assertThat(diagnostics.render()).isEqualTo("""
                        vfr.rules:1:12: warning ND-R002: the machine has no vif 7/0; as built, a rule to it sends to the wire and a rule from it never matches
                        ADD ACCEPT srcdom=7 srcidx=0 dstdom=99999 dstidx=0 proto=any
                                   ^
                        fix: name one of the vifs 0/0, 1/0, or add this one to the description
                        vfr.rules:1:30: warning ND-R002: the machine has no vif 99999/0; as built, a rule to it sends to the wire and a rule from it never matches
                        ADD ACCEPT srcdom=7 srcidx=0 dstdom=99999 dstidx=0 proto=any
                                                     ^
                        fix: name one of the vifs 0/0, 1/0, or add this one to the description
                        vfr.rules:1:37: warning ND-R003: as built, the line adds: ACCEPT from 7/0 to 99999/0; as documented, it is no rule: expected a domain id of 0 to 32767, found "99999"
                        ADD ACCEPT srcdom=7 srcidx=0 dstdom=99999 dstidx=0 proto=any
                                                            ^
                        fix: write the domain's number
                        """);
    }

    @Test
    void warnsOfALineThatReadsDifferentlyAndOfPacketsThatGoElsewhere() throws IOException {
        read(TWO_GUESTS, "A ACC srca=192.0.2.11 srcdom=1 srcidx=0 d=PHYS\nfoo\n");

        assertThat(diagnostics.render()).isEqualTo("""
                        vfr.rules:1:1: warning ND-R003: as built, the line adds: ACCEPT from 1/0 source address 192.0.2.11 under mask 0 (any address) to PHYSICAL; as documented, it is no rule: expected ADD, DELETE or PRINT, found "A"
                        A ACC srca=192.0.2.11 srcdom=1 srcidx=0 d=PHYS
                        ^
                        fix: write ADD
                        vfr.rules:1:1: warning ND-R004: which of two matching rules decides depends on the semantics: ARP packet from 1/0, 192.0.2.11 to 192.0.2.1: as built to 0/0, as documented to PHYS
                        A ACC srca=192.0.2.11 srcdom=1 srcidx=0 d=PHYS
                        ^
                        fix: see that 'semantics' of 'vfr' is what you mean
                        vfr.rules:2:1: warning ND-R003: as built, the line does nothing; as documented, it is no rule: expected ADD, DELETE or PRINT, found "foo"
                        foo
                        ^
                        fix: begin the line with ADD
                        """);
    }

    @Test
    void warnsOfALineThatIsADifferentRule() throws IOException {
        read(TWO_GUESTS + "vfr: {standard-rules: false}\n", "ADD ACCEPT src=PHYS dstdom=1 dstidx=0 proto=any\n");

        assertThat(diagnostics.render()).isEqualTo("""
                        vfr.rules:1:1: warning ND-R003: as built, the line adds: ACCEPT from ANY to 1/0; as documented, it adds: ACCEPT from PHYSICAL to 1/0
                        ADD ACCEPT src=PHYS dstdom=1 dstidx=0 proto=any
                        ^
                        fix: write it in a form both read alike, or see that 'semantics' of 'vfr' is what you mean
                        """);
    }

    @Test
    void listsNoVifsOfALargeMachine() throws IOException {
        read(
                TWO_GUESTS + "  - {id: 2, vifs: [{}, {}, {}, {}, {}, {}, {}]}\nvfr: {semantics: as-documented}\n",
                "ADD ACCEPT srcdom=3 srcidx=0 dst=PHYS\n");

        assertThat(diagnostics.render()).contains("fix: name a vif of the description, or add this one to it\n");
    }

    @Test
    void sendsPacketsByWhatIsLeftAfterDeletion() throws IOException {
        String rule = "ACCEPT srcdom=1 srcidx=0 dst=PHYS proto=any";
        String count = "COUNT src=ANY dstdom=1 dstidx=0 proto=any";

        read(
                TWO_GUESTS + "vfr: {standard-rules: false}\n",
                "ADD " + rule + "\nADD " + count + "\nDELETE " + count + "\nPRINT\n");
        assertThat(diagnostics.render()).isEmpty();
        read(TWO_GUESTS + "vfr: {standard-rules: false}\n", "ADD " + rule + "\nADD " + count + "\n");
        assertThat(diagnostics.render())
                .contains("warning ND-R004: a COUNT rule decides as built, not as documented: ");
    }

    @Test
    void refusesARulesFileThatIsNotUtf8() throws IOException {
        Description description =
                Description.in(directory).with("vfr.rules", "PRINT Ö".getBytes(StandardCharsets.ISO_8859_1));

        RulesReader.read(description.machine(TWO_GUESTS), directory, diagnostics);

        assertThat(diagnostics.render())
                .startsWith("vfr.rules:1:7: error ND-V001: the byte 0xd6 at offset 6 is not UTF-8;");
    }

    private List<RuleLine> read(String description, String rules) throws IOException {
        Description written = Description.in(directory).with("vfr.rules", rules);
        return RulesReader.read(written.machine(description), directory, diagnostics);
    }
}
