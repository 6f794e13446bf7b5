package io.nodev.plugin.firewall;

import io.nodev.plugin.diagnostic.SourceLocation;
import io.nodev.plugin.spec.AddressSpec;
import io.nodev.plugin.spec.DeviceDomainSpec;
import io.nodev.plugin.spec.DomainSpec;
import io.nodev.plugin.spec.MachineSpec;
import io.nodev.plugin.spec.NicSpec;
import io.nodev.plugin.spec.VifName;
import io.nodev.plugin.spec.VifSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The bridge of one device domain.
 *
 * @param owner the device domain
 * @param own the port of its own network stack
 * @param guests the vifs of other domains, by domain and index
 * @param nics the NICs, in the order in which it names them
 */
record BridgeSpec(int owner, Port own, List<Port> guests, List<NicSpec> nics) {
    /**
     * A port that is a vif.
     *
     * @param domain whose it is
     * @param index which of the domain's
     * @param vif what the description says of it; a device domain's own port may be left out there
     */
    record Port(int domain, int index, Optional<VifSpec> vif) {
        String name() {
            return VifName.of(domain, index);
        }

        List<AddressSpec> addresses() {
            return vif.map(VifSpec::addresses).orElse(List.of());
        }

        /** Where its addresses are written. */
        List<SourceLocation> origins() {
            return addresses().stream().map(AddressSpec::location).toList();
        }
    }

    BridgeSpec {
        guests = List.copyOf(guests);
        nics = List.copyOf(nics);
    }

    /** The bridges of a machine, in the order of its device domains. */
    static List<BridgeSpec> of(MachineSpec machine) {
        return machine.deviceDomains().stream().map(owner -> of(machine, owner)).toList();
    }

    private static BridgeSpec of(MachineSpec machine, DeviceDomainSpec owner) {
        return new BridgeSpec(
                owner.domain(),
                new Port(owner.domain(), 0, machine.vif(owner.domain(), 0)),
                guests(machine, owner.domain()),
                owner.nics().stream().flatMap(nic -> machine.nic(nic).stream()).toList());
    }

    private static List<Port> guests(MachineSpec machine, int backend) {
        List<Port> ports = new ArrayList<>();
        for (DomainSpec domain : machine.domains()) {
            boolean owns = machine.deviceDomains().stream().anyMatch(owner -> owner.domain() == domain.id());
            for (VifSpec vif : owns ? List.<VifSpec>of() : domain.vifs()) {
                if (vif.backend() == backend) {
                    ports.add(new Port(domain.id(), vif.index(), Optional.of(vif)));
                }
            }
        }
        return ports;
    }

    /** The names of the NICs. */
    List<String> nicNames() {
        return nics.stream().map(NicSpec::name).toList();
    }

    /** Where the NICs are described. */
    List<SourceLocation> nicOrigins() {
        return nics.stream().map(NicSpec::location).toList();
    }

    /** Where the guests' vifs are described. */
    List<SourceLocation> guestOrigins() {
        return guests.stream().map(port -> port.vif().orElseThrow().location()).toList();
    }

    /** The names of the guests' vifs. */
    List<String> guestNames() {
        return guests.stream().map(Port::name).toList();
    }

    /** The names of all ports but its owner's. */
    List<String> portNames() {
        return Stream.concat(nicNames().stream(), guestNames().stream()).toList();
    }
}
