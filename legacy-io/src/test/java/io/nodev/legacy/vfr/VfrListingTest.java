package io.nodev.legacy.vfr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VfrListingTest {
    @Test
    void showsEveryFieldOfEveryRuleNewestFirstAndTheTotal() {
        List<VfrRule> rules = RuleText.newestFirst(
                VfrSemantics.AS_BUILT,
                "ADD COUNT srcdom=1 srcidx=2 srcaddr=192.0.2.11 srcaddrmask=255.255.255.0 srcport=1 srcportmask=2"
                        + " dst=PHYS dstaddr=1.2.3.4 dstaddrmask=255.0.0.0 dstport=3 dstportmask=4 proto=arp");
        assertThat(VfrListing.of(rules))
                .containsExactly(
                        "VFR rules, newest first:",
                        "  rule",
                        "    src_addr      : 192.0.2.11",
                        "    src_addr_mask : 255.255.255.0",
                        "    dst_addr      : 1.2.3.4",
                        "    dst_addr_mask : 255.0.0.0",
                        "    src_port      : 1",
                        "    src_port_mask : 2",
                        "    dst_port      : 3",
                        "    dst_port_mask : 4",
                        "    dst_proto     : 4",
                        "    src_dom/idx   : 1/2",
                        "    dst_dom/idx   : PHYSICAL",
                        "    action        : 1",
                        "VFR rules in all: 1");
    }

    @Test
    void namesSpecialEndsAndShowsLargeIdsUnsigned() {
        List<VfrRule> rules = RuleText.newestFirst(
                VfrSemantics.AS_BUILT,
                "ADD ACCEPT srcdom=18446744073709551614 srcidx=-1 dstdom=18446744073709551615",
                "ADD ACCEPT src=ANY dst=PHYS");
        assertThat(VfrListing.of(rules))
                .filteredOn(line -> line.contains("dom/idx"))
                .containsExactly(
                        "    src_dom/idx   : ANY",
                        "    dst_dom/idx   : PHYSICAL",
                        "    src_dom/idx   : 18446744073709551614/4294967295",
                        "    dst_dom/idx   : UNKNOWN");
    }

    @Test
    void showsAnEmptyList() {
        assertThat(VfrListing.of(List.of())).containsExactly("VFR rules, newest first:", "VFR rules in all: 0");
    }
}
