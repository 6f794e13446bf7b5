package io.nodev.devdomain.nft;

import io.nodev.devdomain.nft.ruleset.Family;
import io.nodev.devdomain.nft.ruleset.Hook;
import io.nodev.devdomain.nft.ruleset.Selector;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** What rules can look at in a whole frame, found step by step. What a frame has not got is not in the map. */
final class ReferenceFields {
    private final byte[] frame;
    private final Hook hook;
    private final Map<Selector, Object> fields = new EnumMap<>(Selector.class);
    private final boolean isTagged;
    private final int network;

    ReferenceFields(byte[] frame, Hook hook, String in, String out) {
        this.frame = frame;
        this.hook = hook;
        fields.put(Selector.IIFNAME, in);
        fields.put(Selector.OIFNAME, out);
        isTagged = frame.length >= 18 && (number(12, 2) == 0x8100 || number(12, 2) == 0x88A8);
        network = isTagged ? 18 : 14;
        fields.put(Selector.META_LENGTH, (long) frame.length - (isTagged ? 4 : 0) - (hook == Hook.EGRESS ? 0 : 14));
        put(Selector.ETHER_DADDR, 0, 6);
        put(Selector.ETHER_SADDR, 6, 6);
        put(Selector.ETHER_TYPE, 12, 2);
        int protocol = frame.length < network ? 0 : (int) number(network - 2, 2);
        if (protocol == 0x0800) {
            ipv4();
        } else if (protocol == 0x86DD && frame.length >= network + 40) {
            ipv6();
        } else if (protocol == 0x0806 && (hook.family() == Family.NETDEV || !isTagged)) {
            put(Selector.ARP_OPERATION, network + 6, 2);
            put(Selector.ARP_SADDR_IP, network + 14, 4);
            put(Selector.ARP_DADDR_IP, network + 24, 4);
        }
    }

    Map<Selector, Object> fields() {
        return fields;
    }

    boolean isTagged() {
        return isTagged;
    }

    /** Where an address to be set begins, or -1 if the frame has not got it. */
    int offsetOf(AddressField field) {
        if (!field.isInNetworkHeader()) {
            return field.offset();
        }
        boolean isArp = frame.length >= network
                && number(network - 2, 2) == 0x0806
                && (hook.family() == Family.NETDEV || !isTagged);
        return isArp && frame.length >= network + field.offset() + 6 ? network + field.offset() : -1;
    }

    private void ipv4() {
        put(Selector.IP_SADDR, network + 12, 4);
        put(Selector.IP_DADDR, network + 16, 4);
        put(Selector.IP_FRAG_OFF, network + 6, 2);
        put(Selector.IP_PROTOCOL, network + 9, 1);
        if (frame.length < network + 20 || frame[network] >> 4 != 4) {
            return;
        }
        int header = 4 * (frame[network] & 15);
        long total = number(network + 2, 2);
        if (header >= 20 && total >= header && total <= frame.length - network) {
            ports(frame[network + 9] & 0xFF, network + header);
        }
    }

    private void ipv6() {
        if (frame[network] >> 4 != 6 || number(network + 4, 2) + 40 > frame.length - network) {
            return;
        }
        int next = frame[network + 6];
        int at = network + 40;
        while (Arrays.asList(0, 43, 44, 60).contains(next)) {
            if (at + 4 > frame.length) {
                return;
            }
            boolean isLater = next == 44 && number(at + 2, 2) > 7;
            int length = next == 44 ? 8 : 8 * ((frame[at + 1] & 0xFF) + 1);
            next = frame[at];
            if (isLater) {
                ports(next, hook == Hook.EGRESS ? 0 : network);
                return;
            }
            at += length;
        }
        ports(next, at);
    }

    private void ports(int protocol, int at) {
        if (protocol == 6) {
            put(Selector.TCP_SPORT, at, 2);
            put(Selector.TCP_DPORT, at + 2, 2);
        } else if (protocol == 17) {
            put(Selector.UDP_SPORT, at, 2);
            put(Selector.UDP_DPORT, at + 2, 2);
        }
    }

    private void put(Selector selector, int offset, int length) {
        if (offset + length <= frame.length) {
            fields.put(selector, number(offset, length));
        }
    }

    private long number(int offset, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value * 256 + (frame[offset + i] & 0xFF);
        }
        return value;
    }
}
