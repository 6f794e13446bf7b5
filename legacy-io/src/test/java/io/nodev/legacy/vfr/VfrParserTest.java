package io.nodev.legacy.vfr;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VfrParserTest {
    private static final VfrEndpoint VIF_0_0 = new VfrEndpoint(0, 0);
    private static final VfrRule ANY_TO_PHYSICAL = VfrRule.between(VfrEndpoint.ANY, VfrEndpoint.PHYSICAL);

    private final VfrParser parser = new VfrParser(VfrSemantics.AS_BUILT);

    private Optional<VfrOperation> parse(String text) {
        return parser.parse(text.getBytes(ISO_8859_1));
    }

    private VfrRule added(String text) {
        VfrOperation operation = parse(text).orElseThrow();
        assertThat(operation.command()).isEqualTo(VfrCommand.ADD);
        return operation.rule();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                " \t\r\n",
                "ADD",
                "ADD\n",
                "ADD ACCEPT\n",
                "ADD ACCEPT\tsrc=ANY dst=PHYS",
                "ADD\tACCEPT src=ANY dst=PHYS",
                "ADD\nACCEPT src=ANY",
                "ADD DROP src=ANY dst=PHYS",
                "ADD accept src=ANY dst=PHYS",
                "ADD ACCEPTS src=ANY",
                "ADD ACCEPT src=ANY dst",
                "ADD ACCEPT src=ANY dst\n",
                "ADD ACCEPT src=ANY dst= =\t",
                "FOO",
                "FOO BAR"
            })
    void doesNothingForSuchAWrite(String text) {
        assertThat(parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ADD ACCEPT src=ANY dst=PHYS",
                "ADD ACCEPT src=ANY dst=PHYS\n",
                "ADD ACCEPT src=ANY\tdst=PHYS",
                "ADD ACCEPT \u000Bsrc=ANY\f\rdst=PHYS",
                "\t\r ADD   ACCEPT   src=ANY dst=PHYS",
                "A A s=x d=y",
                "AD ACC sr=x ds=y",
                "FOO ACCEPT src=ANY dst=PHYS",
                "ADDS ACCEPT src=ANY dst=PHYS",
                "add ACCEPT src=ANY dst=PHYS",
                "ADD ACCEPT src = = ANY dst PHYS",
                "ADD ACCEPT bogus=1 src=ANY dst=PHYS SRCADDR=1.2.3.4 srcaddrs=1.2.3.4",
                "ADD ACCEPT src=PHYSICAL dst=ANY",
                "ADD ACCEPT src=ANY dst=PHYS =srcaddr=1.2.3.4",
                "ADD ACCEPT srcdom=3 src=ANY dstdom=4 dst=PHYS"
            })
    void readsAnyToPhysicalFromEachOf(String text) {
        assertThat(added(text)).isEqualTo(ANY_TO_PHYSICAL);
    }

    @Test
    void readsTheRuleOfAllZeroWhenABlankEndsTheActionOrTheWriteDoes() {
        assertThat(added("ADD ACCEPT")).isEqualTo(VfrRule.ZERO);
        assertThat(added("ADD ACCEPT \n")).isEqualTo(VfrRule.ZERO);
    }

    @Test
    void submitsWhatWasGatheredBeforeAStrayEqualsSign() {
        assertThat(added("ADD ACCEPT src=ANY =foo dst=PHYS")).isEqualTo(VfrRule.between(VfrEndpoint.ANY, VIF_0_0));
    }

    @ParameterizedTest
    @CsvSource({"D, DELETE", "DEL, DELETE", "DELETE, DELETE", "A, ADD", "DELETED, ADD", "P ACCEPT, PRINT"})
    void readsACommandByPrefix(String word, VfrCommand command) {
        assertThat(parse(word + " ACCEPT src=ANY dst=PHYS")).get().returns(command, VfrOperation::command);
    }

    @ParameterizedTest
    @CsvSource({"A, 0", "ACC, 0", "C, 1", "COUNT, 1"})
    void readsAnActionByPrefix(String word, int action) {
        assertThat(added("ADD " + word + " src=ANY").action()).isEqualTo(action);
    }

    @Test
    void parsesNothingBehindPrint() {
        assertThat(parse("PRINT anything at all"))
                .contains(new VfrOperation(VfrCommand.PRINT, VfrRule.ZERO))
                .isEqualTo(parse("P\n"));
    }

    @Test
    void leavesTheIndexOfASpecialEndBehindWhenADomainFollows() {
        assertThat(added("ADD ACCEPT src=ANY srcdom=3 dst=PHYS dstdom=4"))
                .isEqualTo(VfrRule.between(new VfrEndpoint(3, 2), new VfrEndpoint(4, 1)));
    }

    @ParameterizedTest
    @CsvSource({"s, ANY", "sr, ANY", "src, ANY", "srcd, 7/0", "srcdom, 7/0", "srci, 0/7", "srcidx, 0/7", "srcidxs, 0/0"
    })
    void resolvesAnAbbreviatedEndByTheOrderOfTheTable(String key, String source) {
        assertThat(added("ADD ACCEPT " + key + "=7").source().endpoint()).hasToString(source);
    }

    @Test
    void resolvesEveryOtherAbbreviationByTheOrderOfTheTable() {
        VfrRule rule = added("ADD ACCEPT srca=1.1.1.1 srcaddrm=2.2.2.2 srcp=3 srcportm=4"
                + " dsta=5.5.5.5 dstaddrm=6.6.6.6 dstp=7 dstportm=8 dstd=9 dsti=10 p=tcp");
        assertThat(new VfrOperation(VfrCommand.ADD, rule))
                .hasToString("cmd=0 srcaddr=01010101/02020202 dstaddr=05050505/06060606 srcport=3/4 dstport=7/8 proto=2"
                        + " src=0/0 dst=9/10 action=0");
    }

    @ParameterizedTest
    @CsvSource({"a, 4", "an, 0", "ar, 4", "i, 1", "t, 2", "tcp, 2", "u, 3", "udp, 3", "TCP, 1", "tcpx, 1", "Ip, 1"})
    void takesTheLastProtocolAPrefixSelectsAndKeepsTheFieldOtherwise(String value, int protocol) {
        assertThat(added("ADD ACCEPT proto=ip proto=" + value).protocol()).isEqualTo(protocol);
    }

    @Test
    void overwritesFieldByFieldWhenAKeyIsRepeated() {
        assertThat(added("ADD ACCEPT srcdom=5 srcdom=6 srcport=1 srcport=2").source())
                .isEqualTo(VfrSide.of(new VfrEndpoint(6, 0)).withPort(2));
    }

    @Test
    void readsTwoLinesInOneWriteAsOneRule() {
        assertThat(added("ADD ACCEPT src=ANY dstdom=1\nADD ACCEPT dstdom=2\n"))
                .isEqualTo(VfrRule.between(VfrEndpoint.ANY, new VfrEndpoint(2, 0)));
    }

    @Test
    void reachesTheSpecialEndsByNumber() {
        assertThat(added("ADD ACCEPT srcdom=18446744073709551615 srcidx=1 dstdom=18446744073709551615"))
                .isEqualTo(VfrRule.between(VfrEndpoint.PHYSICAL, VfrEndpoint.UNKNOWN));
    }

    @Test
    void ignoresAnUnknownCommandWhenThatQuirkIsOff() {
        VfrParser strict = new VfrParser(VfrSemantics.AS_BUILT.with(Quirk.UNKNOWN_COMMAND_IS_ADD, false));
        assertThat(strict.parse("FOO ACCEPT src=ANY dst=PHYS".getBytes(ISO_8859_1)))
                .isEmpty();
        assertThat(strict.parse("A ACCEPT src=ANY dst=PHYS".getBytes(ISO_8859_1)))
                .isPresent();
    }

    @Test
    void ignoresAbbreviationsWhenThatQuirkIsOff() {
        VfrParser full = new VfrParser(VfrSemantics.AS_BUILT.with(Quirk.PREFIX_MATCHING, false));
        assertThat(full.parse("ADD A src=ANY dst=PHYS".getBytes(ISO_8859_1))).isEmpty();
        assertThat(full.parse("ADD ACCEPT src=ANY d=PHYS proto=a".getBytes(ISO_8859_1)))
                .contains(new VfrOperation(VfrCommand.ADD, VfrRule.between(VfrEndpoint.ANY, VIF_0_0)));
        assertThat(full.parse("P ACCEPT src=ANY dst=PHYS".getBytes(ISO_8859_1)))
                .contains(new VfrOperation(VfrCommand.ADD, ANY_TO_PHYSICAL));
    }

    @Test
    void neverThrowsWhateverTheBytes() {
        Random random = new Random(20040401);
        String[] pieces = {
            "ADD ",
            "DELETE ",
            "PRINT ",
            "ACCEPT ",
            "COUNT ",
            "src",
            "dst",
            "addr",
            "mask",
            "port",
            "=",
            "dom",
            "idx",
            " ",
            "\t",
            "\n",
            "proto",
            "1.2.3.4",
            "99999999999999999999999",
            "-",
            ".",
            "\0",
            "\u00ff"
        };
        for (int i = 0; i < 50_000; i++) {
            byte[] noise = new byte[random.nextInt(20)];
            random.nextBytes(noise);
            StringBuilder text = new StringBuilder(new String(noise, ISO_8859_1));
            for (int n = random.nextInt(12); n > 0; n--) {
                text.insert(random.nextInt(text.length() + 1), pieces[random.nextInt(pieces.length)]);
            }
            byte[] write = text.toString().getBytes(ISO_8859_1);
            assertThatCode(() -> parser.parse(write)).as("%s", text).doesNotThrowAnyException();
        }
    }
}
