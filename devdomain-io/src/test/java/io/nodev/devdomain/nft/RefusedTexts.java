package io.nodev.devdomain.nft;

import java.util.List;
import java.util.stream.Stream;

/** Files that the parser's tests expect it to refuse because nft refuses them, so that nft can be asked as well. */
public final class RefusedTexts {
    private static final List<String> DECLARATIONS = List.of(
            "map m { type ipv4_addr : verdict; auto-merge; }",
            "map m { type ipv4_addr : verdict; flags interval; auto-merge; }",
            "set s { type ipv4_addr; auto-merge; flags constant; }",
            "set s { type ipv4_addr . inet_service; auto-merge; }",
            "map m { type ipv4_addr : verdict; elements = { 10.0.0.1 : jump nosuch }; }",
            "chain b { type filter hook forward priority 0; }; map m { type ipv4_addr : verdict; elements = { 10.0.0.1 : goto b }; }",
            "define n = 9",
            "chain c { define n = 9; accept; }",
            "define ip = 5",
            "define 1x = 5",
            "define net = 10.0.0.0/$n",
            "set s { type ipv4_addr; size $n; }",
            "set s { type ipv4_addr; comment $word; }",
            "chain $word { accept; }",
            "counter $word { }");

    private static final List<String> RULES = List.of(
            "ip saddr 10.0.0.0/$n accept",
            "accept comment $word",
            "tcp dport @$word accept",
            "counter packets $n bytes 1",
            "counter packets 1 bytes $n",
            "iifname 1eth accept",
            "oifname goto",
            "iifname { a, 2b } accept",
            "oifname . ip daddr { \"vif2.0\" .10.0.0.2 } accept",
            "oifname . ip daddr { \"vif2.0\".10.0.0.2 } accept",
            "ip saddr . tcp dport { 10.0.0.1 .80 } accept",
            "accept comment 1a",
            "accept comment table");

    private RefusedTexts() {}

    /** All of them, each with one thing that is wrong. */
    public static Stream<String> all() {
        return Stream.concat(
                DECLARATIONS.stream().map(RefusedTexts::declaring),
                RULES.stream().map(rule -> declaring("chain x {\n" + rule + "\n}")));
    }

    private static String declaring(String declaration) {
        return """
                define n = 8
                define word = web
                table bridge t {
                set web { type inet_service;
                }
                %s
                }
                """.formatted(declaration);
    }
}
