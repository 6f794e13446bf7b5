package io.nodev.devdomain.nft.ruleset;

import java.util.Locale;

/** The families of tables a device domain's network has hooks of. */
public enum Family {
    /** Hooks of the bridge, which see every frame that crosses it. */
    BRIDGE,
    /** Hooks of one interface. */
    NETDEV;

    /** The family's name in the language. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
