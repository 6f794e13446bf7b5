package io.nodev.plugin.spec;

import io.nodev.plugin.diagnostic.ProblemCode;
import io.nodev.plugin.diagnostic.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Reads the entries of {@code device-domains}. */
final class DeviceDomainReader {
    private static final List<String> KEYS = List.of("domain", "nics", "disks");

    private final DeviceDomainChecks checks;
    private final DiskChecks disks;

    DeviceDomainReader(Checks checks) {
        this.checks = checks.deviceDomains();
        this.disks = checks.disks();
    }

    List<DeviceDomainSpec> read(YamlValue value) {
        checks.declared();
        disks.declared();
        Optional<List<YamlValue>> items = value.items();
        List<DeviceDomainSpec> found = new ArrayList<>();
        for (YamlValue item : items.orElse(List.of())) {
            Optional<DeviceDomainSpec> spec = item.map(KEYS).flatMap(this::deviceDomain);
            spec.ifPresentOrElse(found::add, checks::unreadableDeviceDomain);
        }
        if (items.isEmpty()) {
            checks.unreadableDeviceDomain();
        } else if (items.get().isEmpty()) {
            checks.unreadableDeviceDomain();
            value.error(
                    ProblemCode.EMPTY_LIST,
                    "'device-domains' is empty; at least one domain must own the NICs",
                    "remove it: then domain 0 owns every NIC");
        }
        return found;
    }

    private Optional<DeviceDomainSpec> deviceDomain(YamlMap map) {
        Optional<Integer> domain = map.required("domain", "domain: 0").flatMap(value -> {
            Optional<Integer> id = value.integer(0, DomainSpec.MAX_ID).map(Long::intValue);
            id.ifPresent(known -> checks.deviceDomain(known, value.location()));
            return id;
        });
        String owner = domain.map(id -> "domain " + id).orElse("a domain");
        Optional<YamlValue> nicsValue = map.required("nics", "nics: [eth0]");
        if (nicsValue.isEmpty()) {
            checks.unreadableDeviceDomain();
        }
        List<String> nics = nicsValue
                .map(value -> names(value, (nic, at) -> checks.owns(owner, nic, at)))
                .orElse(List.of());
        List<String> owned = map.optional("disks")
                .map(value -> names(value, (disk, at) -> disks.owns(owner, disk, at)))
                .orElse(List.of());
        return domain.map(id -> new DeviceDomainSpec(id, nics, owned, map.location()));
    }

    private static List<String> names(YamlValue value, BiConsumer<String, SourceLocation> claim) {
        List<String> names = new ArrayList<>();
        for (YamlValue item : value.items().orElse(List.of())) {
            item.text().ifPresent(name -> {
                claim.accept(name, item.location());
                names.add(name);
            });
        }
        return names;
    }
}
