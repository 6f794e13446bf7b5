package io.nodev.plugin.firewall;

import io.nodev.plugin.diagnostic.SourceLocation;
import io.nodev.plugin.spec.AddressSpec;
import io.nodev.plugin.spec.DomainSpec;
import io.nodev.plugin.spec.MachineSpec;
import io.nodev.plugin.spec.VifSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The addresses that belong to vifs of other domains than domain 0, and not to one of domain 0's too. */
final class OtherAddresses {
    private final Map<Integer, List<SourceLocation>> addresses;

    private OtherAddresses(Map<Integer, List<SourceLocation>> addresses) {
        this.addresses = addresses;
    }

    static OtherAddresses of(MachineSpec machine) {
        Map<Integer, List<SourceLocation>> found = new LinkedHashMap<>();
        machine.domains().stream()
                .filter(domain -> domain.id() != 0)
                .forEach(domain -> addressesOf(domain)
                        .forEach(address -> found.computeIfAbsent(address.address(), key -> new ArrayList<>())
                                .add(address.location())));
        machine.domain(0).ifPresent(domain -> addressesOf(domain).forEach(address -> found.remove(address.address())));
        return new OtherAddresses(found);
    }

    private static List<AddressSpec> addressesOf(DomainSpec domain) {
        return domain.vifs().stream()
                .map(VifSpec::addresses)
                .flatMap(List::stream)
                .toList();
    }

    /** Drops packets of one kind that are for one of them. */
    Optional<AnnotatedRule> drop(HeaderKind kind) {
        if (addresses.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new AnnotatedRule(
                addresses.values().stream().flatMap(List::stream).toList(),
                List.of(
                        Matches.isOf(kind),
                        Matches.addresses(kind.target(), false, addresses.keySet()),
                        Matches.count(DropCounter.OTHER_VIFS_ADDRESS),
                        Matches.DROP)));
    }
}
