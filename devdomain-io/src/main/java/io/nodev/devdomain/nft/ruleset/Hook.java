package io.nodev.devdomain.nft.ruleset;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A place on a frame's way where base chains are asked (Linux, {@code netfilter_bridge.h}, {@code netfilter_netdev.h}). */
public enum Hook {
    /** Every frame that came in by a port, before it is known where it goes. No output interface. */
    PREROUTING(Family.BRIDGE),
    /** A frame for the device domain itself. The input interface is the port it came in by. */
    INPUT(Family.BRIDGE),
    /** A frame from one port to another, once for each port it goes to. */
    FORWARD(Family.BRIDGE),
    /** A frame of the device domain's own stack, once for each port it goes to. No input interface. */
    OUTPUT(Family.BRIDGE),
    /** A frame that came in by an interface, before the bridge. */
    INGRESS(Family.NETDEV),
    /** A frame about to leave by an interface, after the bridge. No input interface. */
    EGRESS(Family.NETDEV);

    private final Family family;

    Hook(Family family) {
        this.family = family;
    }

    /** The family whose base chains may be here. */
    public Family family() {
        return family;
    }

    /** The hook of a family that has this name in the language. */
    public static Optional<Hook> of(Family family, String name) {
        return of(family).stream().filter(hook -> hook.toString().equals(name)).findFirst();
    }

    /** The hooks of a family, in the order in which a frame meets them. */
    public static List<Hook> of(Family family) {
        return Arrays.stream(values()).filter(hook -> hook.family == family).toList();
    }

    /** The hook's name in the language. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
