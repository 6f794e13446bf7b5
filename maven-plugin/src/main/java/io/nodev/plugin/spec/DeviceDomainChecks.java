package io.nodev.plugin.spec;

import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.DidYouMean;
import io.nodev.plugin.diagnostic.ProblemCode;
import io.nodev.plugin.diagnostic.SourceLocation;
import java.util.List;
import java.util.stream.Collectors;

/** Holds that device domains, their NICs and the backends of vifs name each other rightly. */
final class DeviceDomainChecks {
    private final Claims<String> nics = new Claims<>();
    private final Claims<String> owned = new Claims<>();
    private final Claims<Integer> deviceDomains = new Claims<>();
    private final Claims<Integer> backends = new Claims<>();
    private boolean unreadableNic;
    private boolean unreadableDeviceDomain;
    private boolean declared;

    void nic(String name, SourceLocation at) {
        nics.add(name, "NIC " + name, at);
    }

    /** Notes a NIC whose name is unknown, so that nobody is told that a NIC is missing which may be this one. */
    void unreadableNic() {
        unreadableNic = true;
    }

    /** Notes that there is a list of device domains; without one, domain 0 is the only one and owns every NIC. */
    void declared() {
        declared = true;
    }

    void deviceDomain(int domain, SourceLocation at) {
        deviceDomains.add(domain, "domain " + domain, at);
    }

    /** Notes that not every device domain could be read. */
    void unreadableDeviceDomain() {
        unreadableDeviceDomain = true;
    }

    void owns(String owner, String nic, SourceLocation at) {
        owned.add(nic, owner, at);
    }

    void backend(String vif, int domain, SourceLocation at) {
        backends.add(domain, vif, at);
    }

    void report(Diagnostics diagnostics, DomainChecks domains) {
        nics.forEachRepeat((again, first) -> diagnostics.error(
                again.location(),
                ProblemCode.DUPLICATE_NIC,
                "NIC name '" + again.key() + "' is used twice; the first time in line "
                        + first.location().line(),
                "give each NIC its own name"));
        if (declared) {
            reportDeviceDomains(diagnostics, domains);
            reportOwners(diagnostics);
        }
        reportBackends(diagnostics);
    }

    private void reportBackends(Diagnostics diagnostics) {
        List<Integer> known = declared ? deviceDomains.keys() : List.of(0);
        backends.all().stream()
                .filter(backend -> !unreadableDeviceDomain && !known.contains(backend.key()))
                .forEach(backend -> diagnostics.error(
                        backend.location(),
                        ProblemCode.NOT_A_DEVICE_DOMAIN,
                        "the backend of " + backend.owner() + " is domain " + backend.key()
                                + ", which is no device domain; the device domains are " + listed(known),
                        "name one of them, or add '- domain: " + backend.key() + "' to 'device-domains'"));
    }

    private void reportDeviceDomains(Diagnostics diagnostics, DomainChecks domains) {
        deviceDomains.forEachRepeat((again, first) -> diagnostics.error(
                again.location(),
                ProblemCode.DUPLICATE_DEVICE_DOMAIN,
                "device domain " + again.key() + " is described twice; the first time in line "
                        + first.location().line(),
                "name all its NICs in one entry"));
        deviceDomains.all().stream()
                .filter(claim -> domains.isMissing(claim.key()))
                .forEach(claim -> diagnostics.error(
                        claim.location(),
                        ProblemCode.UNKNOWN_DOMAIN,
                        "there is no domain " + claim.key() + " in 'domains'",
                        "add '- id: " + claim.key() + "' to 'domains', or name another domain"));
    }

    private void reportOwners(Diagnostics diagnostics) {
        owned.forEachRepeat((again, first) -> diagnostics.error(
                again.location(),
                ProblemCode.NIC_OWNED_TWICE,
                "NIC '" + again.key() + "' is given twice; the first time in line "
                        + first.location().line() + ", to " + first.owner(),
                "give each NIC to one device domain, once"));
        owned.all().stream()
                .filter(claim -> !unreadableNic && !nics.has(claim.key()))
                .forEach(claim -> diagnostics.error(
                        claim.location(),
                        ProblemCode.UNKNOWN_NIC,
                        "there is no NIC '" + claim.key() + "' in 'nics'; the NICs are " + listed(nics.keys()),
                        DidYouMean.among(nics.keys(), claim.key())
                                .map(name -> "write '" + name + "'")
                                .orElse("add it to 'nics', or name another NIC")));
        nics.all().stream()
                .filter(claim -> !unreadableDeviceDomain && !owned.has(claim.key()))
                .forEach(claim -> diagnostics.warning(
                        claim.location(),
                        ProblemCode.NIC_WITHOUT_OWNER,
                        "NIC '" + claim.key()
                                + "' belongs to no device domain; nothing drives it in a device-domain build",
                        "name it in the 'nics' of a device domain"));
    }

    private static String listed(List<?> keys) {
        return keys.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
