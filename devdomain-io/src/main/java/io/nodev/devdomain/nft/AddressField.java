package io.nodev.devdomain.nft;

import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.nft.ruleset.Selector;
import io.nodev.devdomain.nft.ruleset.Statement.Rewrite;

/** Where an address that rules can set lies. */
enum AddressField {
    ETHER_SADDR(Rewrite.Target.ETHER_SADDR, 6, Selector.ETHER_SADDR),
    ETHER_DADDR(Rewrite.Target.ETHER_DADDR, 0, Selector.ETHER_DADDR),
    ARP_SADDR(Rewrite.Target.ARP_SADDR_ETHER, 8, null),
    ARP_DADDR(Rewrite.Target.ARP_DADDR_ETHER, 18, null);

    private static final AddressField[] ALL = values();

    private final Rewrite.Target target;
    private final int offset;
    private final Selector selector;

    AddressField(Rewrite.Target target, int offset, Selector selector) {
        this.target = target;
        this.offset = offset;
        this.selector = selector;
    }

    static AddressField of(Rewrite.Target target) {
        for (AddressField field : ALL) {
            if (field.target == target) {
                return field;
            }
        }
        throw new IllegalArgumentException("no field for target=" + target);
    }

    static AddressField at(int ordinal) {
        return ALL[ordinal];
    }

    boolean isInNetworkHeader() {
        return selector == null;
    }

    int offset() {
        return offset;
    }

    /** The first octet behind the address. */
    int end() {
        return offset + MacAddress.LENGTH;
    }

    /** The place among a frame's fields, or -1 if no rule can look at it. */
    int selector() {
        return selector == null ? -1 : selector.ordinal();
    }

    /** The bit of {@link HeaderParser#valid} that says whether a frame has it. */
    int bit() {
        return selector == null ? 1 << HeaderParser.FIRST_ADDRESS_BIT + ordinal() : HeaderParser.bit(selector);
    }
}
