package io.nodev.plugin.spec;

import io.nodev.common.packet.Ipv4Address;
import io.nodev.common.packet.MacAddress;
import io.nodev.common.packet.VifMac;
import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.ProblemCode;
import io.nodev.plugin.diagnostic.SourceLocation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds what the stations of a network must not share: hardware and IPv4 addresses. */
final class StationChecks {
    private final Claims<MacAddress> stations = new Claims<>();
    private final Claims<MacAddress> hosts = new Claims<>();
    private final Claims<Integer> addresses = new Claims<>();
    private Optional<MacAddress> firstNic = Optional.empty();

    void nic(MacAddress mac, String name, SourceLocation at) {
        firstNic = firstNic.or(() -> Optional.of(mac));
        stations.add(mac, "NIC " + name, at);
    }

    void host(MacAddress mac, String nic, SourceLocation at) {
        hosts.add(mac, "a host of NIC " + nic, at);
    }

    /** Notes the address given to a vif. Vif 0 of domain 0 may have the first NIC's, which is its default. */
    void vif(MacAddress mac, String vif, SourceLocation at) {
        if (!vif.equals("vif 0.0") || !firstNic.equals(Optional.of(mac))) {
            stations.add(mac, vif, at);
        }
    }

    /**
     * Notes the addresses computed for the vifs that were given none. Not those of domains of one name: they are the same,
     * and the names are what is wrong.
     */
    void computed(List<DomainSpec> domains) {
        if (firstNic.isEmpty()) {
            return;
        }
        Map<String, Long> bearers =
                domains.stream().collect(Collectors.groupingBy(DomainSpec::keptName, Collectors.counting()));
        for (DomainSpec domain : domains) {
            if (bearers.get(domain.keptName()) == 1) {
                domain.vifs().stream().filter(vif -> vif.mac().isEmpty()).forEach(vif -> computed(domain, vif));
            }
        }
    }

    private void computed(DomainSpec domain, VifSpec vif) {
        MacAddress mac = VifMac.of(firstNic.orElseThrow(), domain.id(), vif.index(), domain.name());
        vif(mac, "vif " + domain.id() + "." + vif.index(), vif.location());
    }

    void address(int address, String vif, SourceLocation at) {
        addresses.add(address, vif, at);
    }

    void report(Diagnostics diagnostics) {
        stations.forEachRepeat((again, first) -> diagnostics.error(
                again.location(),
                ProblemCode.DUPLICATE_MAC,
                "MAC address " + again.key() + " of " + again.owner() + twice(first),
                "give each NIC and each vif its own"));
        hosts.forEachRepeat((again, first) -> diagnostics.error(
                again.location(),
                ProblemCode.DUPLICATE_MAC,
                "MAC address " + again.key() + " of " + again.owner() + twice(first),
                "name each host once, at the NIC its frames arrive at"));
        addresses.forEachRepeat((again, first) -> diagnostics.error(
                again.location(),
                ProblemCode.DUPLICATE_ADDRESS,
                "address " + Ipv4Address.format(again.key()) + " of " + again.owner() + twice(first),
                "give each address to one vif"));
        hosts.all().forEach(host -> stations.of(host.key()).forEach(ours -> hostIsOurs(host, ours, diagnostics)));
    }

    private static void hostIsOurs(
            Claims.Claim<MacAddress> host, Claims.Claim<MacAddress> ours, Diagnostics diagnostics) {
        diagnostics.error(
                host.location(),
                ProblemCode.HOST_IS_OURS,
                "host " + host.key() + " is " + ours.owner() + " of line "
                        + ours.location().line() + "; a host of the capture is outside the machine",
                "remove it from 'hosts'; a vif plays its own frames with 'guest: builtin:replay'");
    }

    private static String twice(Claims.Claim<?> first) {
        return " is used twice; the first time in line " + first.location().line() + ", by " + first.owner();
    }
}
