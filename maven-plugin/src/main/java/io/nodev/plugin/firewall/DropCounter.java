package io.nodev.plugin.firewall;

import java.util.Locale;

/** Why a derived firewall drops a frame; each reason has a counter of its own. */
enum DropCounter {
    /** A guest sent from a hardware address that is not its own. */
    FOREIGN_STATION,
    /** A vif sent from an address that is not its own. */
    FOREIGN_SOURCE,
    /** A frame would have reached a vif whose address is not the one it is for. */
    FOREIGN_TARGET,
    /** A frame for another vif would have reached domain 0 from a NIC. */
    OTHER_VIFS_ADDRESS,
    /** The rules send the frame elsewhere than to the wire, or nowhere. */
    NOT_PHYSICAL,
    /** What is neither ARP nor IPv4. */
    NOT_ARP_OR_IPV4,
    /** ARP or IPv4 whose header does not fit into the frame. */
    TOO_SHORT,
    /** A frame would have gone from one NIC to another. */
    BETWEEN_NICS;

    /** The name in the ruleset. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
