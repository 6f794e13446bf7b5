package io.nodev.legacy.vfr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VfrDescriptionTest {
    @ParameterizedTest
    @CsvSource({
        "ADD ACCEPT src=ANY dst=PHYS, adds: ACCEPT from ANY to PHYSICAL",
        "DELETE COUNT src=ANY dst=PHYS proto=udp, deletes: COUNT udp from ANY to PHYSICAL",
        "ADD ACCEPT src=ANY dst=PHYS srcaddr=1.2.3.4 srcaddrmask=255.255.0.0,"
                + "adds: ACCEPT from ANY source address 1.2.3.4 under mask 255.255.0.0 to PHYSICAL",
        "ADD ACCEPT src=ANY dst=PHYS dstport=80 dstportmask=65535 srcport=1 srcportmask=2,"
                + "adds: ACCEPT from ANY source port 1 under mask 2 to PHYSICAL destination port 80",
        "ADD ACCEPT src=ANY dst=PHYS dstaddrmask=255.255.255.255,"
                + "adds: ACCEPT from ANY to PHYSICAL destination address 0.0.0.0",
        "PRINT, prints the list",
        "ADD, does nothing"
    })
    void saysWhatAWriteDoesAsBuilt(String line, String words) {
        assertThat(VfrDescription.of(VfrSemantics.AS_BUILT.parseLine(line))).isEqualTo(words);
    }

    @Test
    void namesNumbersThatHaveNoName() {
        VfrRule odd = new VfrRule(VfrSide.of(VfrEndpoint.UNKNOWN), VfrSide.of(VfrEndpoint.UNKNOWN), 9, 7);
        assertThat(VfrDescription.of(odd)).isEqualTo("action 7 protocol 9 from UNKNOWN to UNKNOWN");
    }

    @Test
    void listsEveryErrorWithItsColumn() {
        assertThat(VfrDescription.of(VfrSemantics.AS_DOCUMENTED.parseLine("ADD ACCEPT dst=PHYS dst=PHYS srcport=x")))
                .isEqualTo(
                        "error at column 21: dst is given twice; keep one of them; also at column 38: expected a number"
                                + " of 0 to 65535, found \"x\"; write it in decimal");
    }
}
