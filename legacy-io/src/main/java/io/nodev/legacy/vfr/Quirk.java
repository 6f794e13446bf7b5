package io.nodev.legacy.vfr;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing the hypervisor of 2004 did that nobody documented, as a switch of its own. {@link VfrSemantics#AS_BUILT} has
 * all of them on, {@link VfrSemantics#AS_DOCUMENTED} all of them off; each may be flipped alone in either.
 */
public enum Quirk {
    /** On: a first word that is no command means ADD. Off: such a write does nothing as built, is an error as documented. */
    UNKNOWN_COMMAND_IS_ADD,

    /**
     * On: every word may be abbreviated, the first keyword in the table's order that begins with it is meant, and {@code
     * proto=a} is ARP. Off: words are written in full; as built, what is not a keyword is then ignored as ever.
     */
    PREFIX_MATCHING,

    /**
     * On: the transport protocol of an IPv4 packet is taken to be the fourth octet of its source MAC address. Off: it is
     * the protocol of its IPv4 header. Ports are not touched by this switch: as built they read 0 either way.
     */
    MAC_OCTET_AS_PROTOCOL,

    /**
     * On: the newest matching rule with a concrete destination decides, and failing one, the oldest matching rule with a
     * special destination. Off: the newest matching rule decides, whatever its destination.
     */
    OLDEST_SPECIAL_WINS,

    /** On: a rule whose destination vif does not exist sends to the physical interface. Off: it drops. */
    MISSING_VIF_IS_PHYSICAL,

    /**
     * On: a vif may send from any address that some rule lets pass, so a neighbour's address is no obstacle to a local
     * destination. Off: a vif may send only from its own addresses, see {@link OwnAddresses}.
     */
    LOCAL_SPOOFING,

    /** On: a packet larger than a whole refill leaves a vif's credit wrapped to about 4 GiB. Off: credit never wraps. */
    CREDIT_UNDERFLOW,

    /** On: a vif whose credit is exactly 0 with an empty ring never sends again. Off: the next refill revives it. */
    CREDIT_WEDGE,

    /**
     * On: a block request of unknown operation is answered with the id and operation at its place as if the ring never ended,
     * which are its own for the first 64 requests only. Off: with its own. Source: xen/drivers/block/xen_block.c at ddc87ed302.
     */
    UNMASKED_SLOT;

    /** The name in a machine's description: lower case with hyphens, as {@code oldest-special-wins}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The quirk with this {@link #key()}. */
    public static Optional<Quirk> of(String key) {
        return Arrays.stream(values()).filter(quirk -> quirk.key().equals(key)).findFirst();
    }
}
