package io.nodev.devdomain;

import io.nodev.devdomain.nft.parse.NftException;
import io.nodev.devdomain.nft.parse.NftParser;
import io.nodev.devdomain.nft.ruleset.NftRuleset;
import java.util.Objects;

/**
 * A firewall file, not yet read.
 *
 * @param name its name, for messages
 * @param text what is in it
 */
record FirewallFile(String name, String text) {
    /** A file without rules. */
    static final FirewallFile NONE = new FirewallFile("none", "");

    /** Holds what is given; nothing may be {@code null}. */
    FirewallFile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(text, "text");
    }

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if it cannot be taken; its message has a line for each problem
     */
    NftRuleset read() {
        try {
            return NftParser.parse(name, text);
        } catch (NftException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
