package io.nodev.plugin.firewall;

import io.nodev.common.packet.MacAddress;
import io.nodev.legacy.vfr.Quirk;
import io.nodev.legacy.vfr.VfrProtocol;
import io.nodev.legacy.vfr.VfrRule;
import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.legacy.vfr.VfrSide;
import io.nodev.plugin.firewall.Transport.Protocol;
import io.nodev.plugin.spec.MachineSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads what a rule asks of headers, under the machine's semantics. What they read from where it is always the same is
 * decided here: as built every port is 0, and the transport protocol is an octet of the address that is stamped on what a
 * vif sends, the first NIC's.
 */
final class RuleReading {
    private static final int OCTET_SHIFT = 16;
    private static final int TCP = 6;
    private static final int UDP = 17;

    private final VfrSemantics semantics;
    private final int stampedOctet;

    RuleReading(MachineSpec machine) {
        MacAddress nic = machine.nics().get(0).mac();
        this.semantics = machine.vfr().semantics();
        this.stampedOctet = (int) (nic.bits() >>> OCTET_SHIFT) & 0xFF;
    }

    /** Whether a rule looks at ports that packets have. */
    private boolean looksAtPorts(VfrRule rule) {
        return semantics.isDocumented() && asksForPorts(rule);
    }

    private static boolean asksForPorts(VfrRule rule) {
        return (rule.source().portMask() | rule.destination().portMask()) != 0;
    }

    /** What a packet of this kind must say: one of these. None if no packet of the kind matches. */
    List<WireMatch.Headers> headers(VfrRule rule, HeaderKind kind) {
        return transports(rule, kind)
                .map(transport -> new WireMatch.Headers(address(rule.source()), address(rule.destination()), transport))
                .toList();
    }

    private static Bits address(VfrSide side) {
        return Bits.address(side.address(), side.addressMask());
    }

    private Stream<Transport> transports(VfrRule rule, HeaderKind kind) {
        if (!semantics.isDocumented()
                && (portDiffersFromZero(rule.source()) || portDiffersFromZero(rule.destination()))) {
            return Stream.empty();
        }
        VfrProtocol protocol = VfrProtocol.of(rule.protocol()).orElseThrow();
        if (kind == HeaderKind.ARP) {
            boolean matches = protocol == VfrProtocol.ANY || protocol == VfrProtocol.ARP;
            return matches && !looksAtPorts(rule) ? Stream.of(Transport.ANY) : Stream.empty();
        }
        return asked(protocol).stream().flatMap(asked -> behindIpv4(rule, asked));
    }

    private static boolean portDiffersFromZero(VfrSide side) {
        return (side.port() & side.portMask()) != 0;
    }

    /** The transport protocol to be looked for in an IPv4 packet; empty if none has it. */
    private Optional<Protocol> asked(VfrProtocol protocol) {
        boolean constant = semantics.has(Quirk.MAC_OCTET_AS_PROTOCOL);
        return switch (protocol) {
            case ANY, IP -> Optional.of(Protocol.ANY);
            case ARP -> Optional.empty();
            case TCP -> constant ? ifStamped(TCP) : Optional.of(Protocol.TCP);
            case UDP -> constant ? ifStamped(UDP) : Optional.of(Protocol.UDP);
        };
    }

    private Optional<Protocol> ifStamped(int number) {
        return stampedOctet == number ? Optional.of(Protocol.ANY) : Optional.empty();
    }

    private Stream<Transport> behindIpv4(VfrRule rule, Protocol asked) {
        if (!looksAtPorts(rule)) {
            return Stream.of(new Transport(asked, Bits.ANY, Bits.ANY));
        }
        Stream<Protocol> protocols = asked == Protocol.ANY ? Stream.of(Protocol.TCP, Protocol.UDP) : Stream.of(asked);
        return protocols.map(protocol -> new Transport(protocol, port(rule.source()), port(rule.destination())));
    }

    private static Bits port(VfrSide side) {
        return new Bits(side.port(), side.portMask());
    }
}
