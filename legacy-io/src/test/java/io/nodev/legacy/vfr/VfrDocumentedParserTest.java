package io.nodev.legacy.vfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.nodev.common.packet.Ipv4Address;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VfrDocumentedParserTest {
    private static final VfrRule ANY_TO_PHYSICAL = VfrRule.between(VfrEndpoint.ANY, VfrEndpoint.PHYSICAL);

    private final VfrDocumentedParser parser = new VfrDocumentedParser(VfrSemantics.AS_DOCUMENTED);

    private VfrRule added(String text) {
        VfrParsed parsed = parser.parse(text);
        assertThat(parsed.errors()).isEmpty();
        assertThat(parsed.operation()).get().returns(VfrCommand.ADD, VfrOperation::command);
        return parsed.operation().orElseThrow().rule();
    }

    private List<String> errors(String text) {
        VfrParsed parsed = parser.parse(text);
        assertThat(parsed.operation()).isEmpty();
        return parsed.errors().stream().map(VfrSyntaxError::toString).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ADD ACCEPT src=ANY dst=PHYS",
                "ADD ACCEPT src=ANY dst=PHYSICAL\n",
                "ADD ACCEPT dst=PHYS",
                "ADD\tACCEPT\r\nsrc=ANY\u000Bdst=PHYS\f",
                "ADD ACCEPT src = ANY dst\t=\tPHYS",
                "ADD ACCEPT dst=PHYS proto=any",
                "ADD ACCEPT dst=PHYS proto=ANY",
                "ADD ACCEPT srcdom=18446744073709551615 srcidx=2 dst=PHYS",
                "ADD ACCEPT dstdom=18446744073709551615 dstidx=1"
            })
    void readsAnyToPhysicalFromEachOf(String text) {
        assertThat(added(text)).isEqualTo(ANY_TO_PHYSICAL);
    }

    @Test
    void readsDeleteAndPrint() {
        assertThat(parser.parse("DELETE COUNT dst=PHYS").operation())
                .contains(new VfrOperation(VfrCommand.DELETE, ANY_TO_PHYSICAL.withAction(VfrAction.COUNT)));
        assertThat(parser.parse(" PRINT \n").operation()).contains(new VfrOperation(VfrCommand.PRINT, VfrRule.ZERO));
    }

    @Test
    void meansPhysicalBySourcePhysical() {
        assertThat(added("ADD ACCEPT src=PHYS dstdom=1").source().endpoint()).isEqualTo(VfrEndpoint.PHYSICAL);
        assertThat(added("ADD ACCEPT src=PHYSICAL dstdom=1").source().endpoint())
                .isEqualTo(VfrEndpoint.PHYSICAL);
    }

    @Test
    void comparesAnAddressWithoutMaskWhole() {
        VfrSide side = added("ADD ACCEPT srcaddr=192.0.2.11 dst=PHYS").source();
        assertThat(side.address()).isEqualTo(Ipv4Address.parse("192.0.2.11"));
        assertThat(side.addressMask()).isEqualTo(VfrSide.WHOLE_ADDRESS);
        assertThat(added("ADD ACCEPT srcaddr=192.0.2.0 srcaddrmask=255.255.255.0 dst=PHYS")
                        .source()
                        .addressMask())
                .isEqualTo(0xFFFF_FF00);
    }

    @Test
    void comparesAPortWithoutMaskExactly() {
        VfrSide side = added("ADD ACCEPT dstport=80 dst=PHYS proto=tcp").destination();
        assertThat(side.port()).isEqualTo(80);
        assertThat(side.portMask()).isEqualTo(VfrSide.WHOLE_PORT);
        assertThat(added("ADD ACCEPT dstport=80 dstportmask=65520 dst=PHYS")
                        .destination()
                        .portMask())
                .isEqualTo(65520);
    }

    @ParameterizedTest
    @CsvSource({"ip, 1", "IP, 1", "tcp, 2", "TCP, 2", "udp, 3", "UDP, 3", "arp, 4", "ARP, 4"})
    void readsAProtocolInEitherCase(String word, int code) {
        assertThat(added("ADD ACCEPT dst=PHYS proto=" + word).protocol()).isEqualTo(code);
    }

    @Test
    void takesVif0OfADomainWithoutIndex() {
        assertThat(added("ADD ACCEPT srcdom=3 dstdom=4 dstidx=2"))
                .isEqualTo(VfrRule.between(new VfrEndpoint(3, 0), new VfrEndpoint(4, 2)));
    }

    @Test
    void readsADropDestinationByNumber() {
        assertThat(added("ADD ACCEPT dstdom=18446744073709551615 dstidx=0")
                        .destination()
                        .endpoint())
                .isEqualTo(VfrEndpoint.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FOO ACCEPT dst=PHYS | 1: expected ADD, DELETE or PRINT, found "FOO"; begin the line with ADD
            A ACCEPT dst=PHYS | 1: expected ADD, DELETE or PRINT, found "A"; write ADD
            add ACCEPT dst=PHYS | 1: expected ADD, DELETE or PRINT, found "add"; write ADD
            ACCEPT dst=PHYS | 1: expected ADD, DELETE or PRINT, found "ACCEPT"; write ADD before ACCEPT
            ADD dst=PHYS | 5: expected ACCEPT or COUNT, found "dst=PHYS"; write ACCEPT before the first key
            ADD ACC dst=PHYS | 5: expected ACCEPT or COUNT, found "ACC"; write ACCEPT
            ADD DROP dst=PHYS | 5: expected ACCEPT or COUNT, found "DROP"; write ACCEPT and send to dstdom=18446744073709551615 dstidx=0, which drops
            ADD ACCEPT d=PHYS dst=PHYS | 12: expected src, dst, srcaddr, dstaddr, srcaddrmask, dstaddrmask, srcport, dstport, srcportmask, dstportmask, srcdom, srcidx, dstdom, dstidx or proto, found "d"; write dst
            ADD ACCEPT dst PHYS dst=PHYS | 15: expected = after dst, nothing there; write dst=VALUE
            ADD ACCEPT dst=PHYS =x | 21: expected a key before the equals sign, found "=x"; write KEY=VALUE
            ADD ACCEPT dst=PHYS src= | 25: expected a value for src, nothing there; write src=VALUE
            ADD ACCEPT dst=ANY | 16: expected PHYS or PHYSICAL, found "ANY"; name a vif with dstdom= and dstidx=
            ADD ACCEPT dst=phys | 16: expected PHYS or PHYSICAL, found "phys"; write PHYS
            ADD ACCEPT src=eth0 dst=PHYS | 16: expected ANY, PHYS or PHYSICAL, found "eth0"; name a vif with srcdom= and srcidx=
            ADD ACCEPT dst=PHYS proto=icmp | 27: expected any, ip, tcp, udp or arp, found "icmp"; leave proto= out to match any
            ADD ACCEPT dst=PHYS proto=Tcp | 27: expected any, ip, tcp, udp or arp, found "Tcp"; write tcp
            ADD ACCEPT dst=PHYS srcaddr=1.2.3.999 | 29: expected four numbers of 0 to 255 with dots between them, found "1.2.3.999"; write an address such as 192.0.2.11
            ADD ACCEPT dst=PHYS srcaddr=1.2.3 | 29: expected four numbers of 0 to 255 with dots between them, found "1.2.3"; write an address such as 192.0.2.11
            ADD ACCEPT dst=PHYS srcaddr=1.2.3.4 srcaddrmask=24 | 49: expected a mask of four numbers of 0 to 255 with dots between them, found "24"; write a mask such as 255.255.255.0
            ADD ACCEPT dst=PHYS srcport=65536 | 29: expected a number of 0 to 65535, found "65536"; write it in decimal
            ADD ACCEPT dst=PHYS srcport=80x | 29: expected a number of 0 to 65535, found "80x"; write it in decimal
            ADD ACCEPT dst=PHYS srcdom=-1 | 28: expected a domain id of 0 to 32767, found "-1"; write the domain's number
            ADD ACCEPT dst=PHYS srcdom=1 srcidx=8 | 37: expected a vif index of 0 to 7, found "8"; write the vif's number
            ADD ACCEPT dst=PHYS srcidx=1 | 28: a vif index without a domain; add srcdom=
            ADD ACCEPT dst=PHYS srcaddrmask=1.2.3.4 | 33: srcaddrmask is a mask for nothing; add srcaddr= or leave the mask out
            ADD ACCEPT dst=PHYS dstportmask=1 | 33: dstportmask is a mask for nothing; add dstport= or leave the mask out
            ADD ACCEPT src=ANY | 19: expected a destination, nothing there; add dst=PHYS, or dstdom= and dstidx=
            ADD ACCEPT src=ANY src=ANY dst=PHYS | 20: src is given twice; keep one of them
            ADD ACCEPT src=ANY srcdom=3 dst=PHYS | 27: the source is given twice, by src= and by number; keep one of them
            ADD ACCEPT dstidx=3 dst=PHYS | 25: the destination is given twice, by dst= and by number; keep one of them
            ADD ACCEPT dstdom=18446744073709551615 dstidx=2 | 47: expected 0 (drop) or 1 (physical) as special destination, found "2"; write dst=PHYS or dstidx=0
            ADD ACCEPT dst=PHYS srcdom=18446744073709551615 | 28: expected 1 (physical) or 2 (any) as special source, found "18446744073709551615"; write src=ANY or src=PHYS
            PRINT all | 7: expected nothing after PRINT, found "all"; remove the rest of the line
            """)
    void explainsAndFixes(String line, String error) {
        assertThat(errors(line)).containsExactly(error);
    }

    @Test
    void findsEveryProblemOfALineInOrderOfColumn() {
        assertThat(errors("ad DROP srcaddr=1.2.3 bogus=1 srcport=x"))
                .extracting(error -> error.substring(0, error.indexOf(':')))
                .containsExactly("1", "4", "17", "23", "39", "40");
    }

    @Test
    void explainsAnEmptyLineAndALoneCommand() {
        assertThat(errors(""))
                .first()
                .isEqualTo("1: expected ADD, DELETE or PRINT, nothing there; begin the line with ADD");
        assertThat(errors("ADD"))
                .first()
                .isEqualTo("4: expected ACCEPT or COUNT, nothing there; write ACCEPT before the first key");
    }

    @Test
    void refusesTwoLinesInOneWrite() {
        assertThat(errors("ADD ACCEPT dst=PHYS\nADD ACCEPT dst=PHYS")).isNotEmpty();
    }

    @Test
    void takesAnUnknownCommandForAddWhenThatQuirkIsOn() {
        VfrSemantics semantics = VfrSemantics.AS_DOCUMENTED.with(Quirk.UNKNOWN_COMMAND_IS_ADD, true);
        assertThat(semantics.parseLine("FOO ACCEPT dst=PHYS").operation())
                .contains(new VfrOperation(VfrCommand.ADD, ANY_TO_PHYSICAL));
        assertThat(semantics.parseLine("FOO ACC dst=PHYS").errors()).hasSize(1);
        assertThat(semantics.parseLine("").errors()).isNotEmpty();
    }

    @Test
    void takesAbbreviationsWhenThatQuirkIsOn() {
        VfrSemantics semantics = VfrSemantics.AS_DOCUMENTED.with(Quirk.PREFIX_MATCHING, true);
        assertThat(semantics.parseLine("A A s=A d=P p=a").operation())
                .contains(new VfrOperation(VfrCommand.ADD, ANY_TO_PHYSICAL.withProtocol(VfrProtocol.ARP)));
        assertThat(semantics.parseLine("FOO A d=P").errors()).hasSize(1);
    }

    @Test
    void neverThrowsAndEitherOperatesOrExplains() {
        Random random = new Random(4);
        String[] pieces = {
            "ADD ",
            "PRINT ",
            "ACCEPT ",
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
            "proto",
            "1.2.3.4",
            "99999999999999999999999",
            "-1",
            "ANY",
            "PHYS",
            "\u20ac",
            "=="
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(14); n > 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            assertThatCode(() -> {
                        VfrParsed parsed = parser.parse(text.toString());
                        assertThat(parsed.operation().isEmpty())
                                .isEqualTo(!parsed.errors().isEmpty());
                    })
                    .as("%s", text)
                    .doesNotThrowAnyException();
        }
    }
}
