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
            "chain b { type filter hook forward priority 0; }; map m { type ipv4_addr : verdict; elements = { 10.0.0.1 : goto b }; }");

    private RefusedTexts() {}

    /** All of them, each with one thing that is wrong. */
    public static Stream<String> all() {
        return DECLARATIONS.stream().map(RefusedTexts::declaring);
    }

    private static String declaring(String declaration) {
        return """
                table bridge t {
                set web { type inet_service;
                }
                %s
                }
                """.formatted(declaration);
    }
}
