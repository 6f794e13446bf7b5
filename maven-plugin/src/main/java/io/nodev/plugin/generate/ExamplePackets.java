package io.nodev.plugin.generate;

import io.nodev.common.classifier.Endpoint;
import io.nodev.legacy.vfr.SamplePacket;
import io.nodev.legacy.vfr.VfrEndpoint;
import io.nodev.legacy.vfr.VfrProtocol;
import io.nodev.legacy.vfr.VfrRule;
import io.nodev.legacy.vfr.VfrSide;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A packet that a rule speaks of: from where it says, with the addresses and ports it asks for. */
final class ExamplePackets {
    private static final int OUTSIDER = 0xC633_6407; // 198.51.100.7, an address reserved for examples
    private static final int CLIENT_PORT = 40_000;
    private static final int SERVER_PORT = 80;

    private final Set<Integer> vifs;

    /**
     * @param vifs the vifs that exist, as {@link Endpoint} numbers
     */
    ExamplePackets(Set<Integer> vifs) {
        this.vifs = new TreeSet<>(vifs);
    }

    /** The packet; empty for a rule from where no packet comes, or for a protocol that none has. */
    Optional<SamplePacket> of(VfrRule rule) {
        Optional<Integer> source = source(rule);
        Optional<SamplePacket.Kind> kind = VfrProtocol.of(rule.protocol()).map(ExamplePackets::kind);
        if (source.isEmpty() || kind.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SamplePacket(
                source.get(),
                kind.get(),
                address(rule.source()),
                address(rule.destination()),
                port(rule.source(), CLIENT_PORT),
                port(rule.destination(), SERVER_PORT)));
    }

    private Optional<Integer> source(VfrRule rule) {
        VfrEndpoint source = rule.source().endpoint();
        if (source.equals(VfrEndpoint.PHYSICAL)) {
            return Optional.of(Endpoint.PHYSICAL);
        }
        if (source.equals(VfrEndpoint.ANY)) {
            VfrEndpoint destination = rule.destination().endpoint();
            return Optional.of(vifs.stream()
                    .filter(vif -> !VfrEndpoint.of(vif).equals(destination))
                    .findFirst()
                    .orElse(Endpoint.PHYSICAL));
        }
        boolean exists = source.isNameable() && vifs.contains(source.toEndpoint());
        return exists ? Optional.of(source.toEndpoint()) : Optional.empty();
    }

    private static SamplePacket.Kind kind(VfrProtocol protocol) {
        return switch (protocol) {
            case ANY, IP -> SamplePacket.Kind.ICMP;
            case TCP -> SamplePacket.Kind.TCP;
            case UDP -> SamplePacket.Kind.UDP;
            case ARP -> SamplePacket.Kind.ARP;
        };
    }

    private static int address(VfrSide side) {
        return side.address() & side.addressMask() | OUTSIDER & ~side.addressMask();
    }

    private static int port(VfrSide side, int other) {
        return side.port() & side.portMask() | other & ~side.portMask();
    }
}
