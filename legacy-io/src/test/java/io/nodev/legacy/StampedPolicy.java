package io.nodev.legacy;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;
import io.nodev.common.packet.EthernetView;
import io.nodev.common.packet.HeaderBytes;
import io.nodev.common.packet.MacAddress;
import io.nodev.legacy.vfr.RuleListClassifier;
import io.nodev.legacy.vfr.VfrFields;
import io.nodev.legacy.vif.LegacyNetwork;
import io.nodev.tck.frame.Frames;

/** What the rule list of a machine says of a guest's frame as it arrived, and what must have been stamped into that. */
final class StampedPolicy {
    private static final int SENDER_ADDRESS = 28;
    private static final int SOURCE_ADDRESS = 26;
    private static final int LINK_LOCAL = 169 << 8 | 254;

    private final LegacyNetwork network;
    private final int source;
    private final MacAddress nic;
    private final VfrFields reader;
    private final RuleListClassifier rules;
    private final PacketFields fields = new PacketFields();

    /** The policy for interface 0 of a domain. */
    StampedPolicy(LegacyNetwork network, int domain) {
        this.network = network;
        this.source = Endpoint.vif(domain, 0);
        this.nic = network.card().address();
        this.reader = new VfrFields(network.rules().semantics());
        this.rules = new RuleListClassifier(network.rules(), network.vifs());
    }

    /** Whether the rules send such a frame there. */
    boolean passes(int to, byte[] frame) {
        return isStamped(to, frame)
                && reader.read(frame, HeaderBytes.of(frame.length), fields)
                && rules.classify(fields, source) == to
                && (to != Endpoint.PHYSICAL || !isLinkLocal(frame));
    }

    private boolean isStamped(int to, byte[] frame) {
        boolean isArp = type(frame) == EthernetView.TYPE_ARP;
        boolean fromNic = Frames.source(frame).equals(nic)
                && (!isArp || Frames.arpSender(frame).equals(nic));
        if (to == Endpoint.PHYSICAL) {
            return fromNic;
        }
        MacAddress receiver = network.vifs().find(to).address();
        return fromNic
                && Frames.destination(frame).equals(receiver)
                && (!isArp || Frames.arpTarget(frame).equals(receiver));
    }

    private static int type(byte[] frame) {
        return shortAt(frame, EthernetView.TYPE);
    }

    private static boolean isLinkLocal(byte[] frame) {
        return shortAt(frame, type(frame) == EthernetView.TYPE_ARP ? SENDER_ADDRESS : SOURCE_ADDRESS) == LINK_LOCAL;
    }

    private static int shortAt(byte[] frame, int at) {
        return (frame[at] & 0xFF) << 8 | frame[at + 1] & 0xFF;
    }
}
