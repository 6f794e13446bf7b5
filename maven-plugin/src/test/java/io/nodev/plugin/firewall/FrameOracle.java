package io.nodev.plugin.firewall;

import io.nodev.common.classifier.Classifier;
import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;
import io.nodev.common.packet.MacAddress;
import io.nodev.common.packet.VifMac;
import io.nodev.legacy.vfr.OwnAddressClassifier;
import io.nodev.legacy.vfr.OwnAddresses;
import io.nodev.legacy.vfr.RuleListClassifier;
import io.nodev.legacy.vfr.VfrFields;
import io.nodev.legacy.vfr.VfrRule;
import io.nodev.legacy.vfr.VfrRuleList;
import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.plugin.spec.DomainSpec;
import io.nodev.plugin.spec.MachineSpec;
import io.nodev.plugin.spec.VifName;
import io.nodev.plugin.spec.VifSpec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says of frames whether they should pass, by the machine and the legacy classifier alone. */
final class FrameOracle {
    private static final int ETHERNET = 14;

    private final MachineSpec machine;
    private final VfrFields reader;
    private final Classifier classifier;

    /**
     * A port.
     *
     * @param name its name
     * @param domain whose vif it is; -1 for a NIC
     * @param index which of the domain's
     */
    record Place(String name, int domain, int index) {
        static Place vif(int domain, int index) {
            return new Place(VifName.of(domain, index), domain, index);
        }

        static Place nic(String name) {
            return new Place(name, -1, 0);
        }

        boolean isNic() {
            return domain < 0;
        }
    }

    FrameOracle(MachineSpec machine, List<VfrRule> newestFirst) {
        this.machine = machine;
        VfrSemantics semantics = machine.vfr().semantics();
        VfrRuleList list = new VfrRuleList(semantics);
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            list.add(newestFirst.get(i));
        }
        OwnAddresses own = OwnAddresses.NONE;
        for (DomainSpec domain : machine.domains()) {
            for (VifSpec vif : domain.vifs()) {
                for (var address : vif.addresses()) {
                    own = own.with(Endpoint.vif(domain.id(), vif.index()), address.address());
                }
            }
        }
        reader = new VfrFields(semantics);
        classifier = OwnAddressClassifier.of(new RuleListClassifier(list, this::exists), own, semantics);
    }

    private boolean exists(int endpoint) {
        return machine.vif(Endpoint.domain(endpoint), Endpoint.index(endpoint)).isPresent();
    }

    boolean passes(Place from, Place to, byte[] frame) {
        if (!mayBe(from, frame)) {
            return false;
        }
        if (to.isNic()) {
            return from.domain() == 0 || !from.isNic() && isSentToWire(from, frame);
        }
        boolean sends = from.isNic() || addresses(from).contains(address(frame, 26, 28));
        boolean isFor = addresses(to).contains(address(frame, 30, 38));
        boolean isLeft = from.isNic() && to.domain() == 0 && !isOfOthers(address(frame, 30, 38));
        return sends && isFor || isLeft;
    }

    /** Whether the frame's hardware address is the sender's, if that is a guest. */
    private boolean mayBe(Place from, byte[] frame) {
        boolean isGuest = from.domain() > 0
                && machine.deviceDomains().stream().noneMatch(owner -> owner.domain() == from.domain());
        return !isGuest || frame.length >= ETHERNET && MacAddress.of(frame, 6).equals(mac(from));
    }

    /** The hardware address that a described vif has in the running machine. */
    MacAddress mac(Place vif) {
        DomainSpec domain = machine.domain(vif.domain()).orElseThrow();
        VifSpec described = machine.vif(vif.domain(), vif.index()).orElseThrow();
        return described
                .mac()
                .orElseGet(() -> VifMac.of(machine.nics().get(0).mac(), vif.domain(), vif.index(), domain.keptName()));
    }

    /** What a vif sends has the first NIC's address before rules see it. */
    private boolean isSentToWire(Place from, byte[] frame) {
        byte[] stamped = frame.clone();
        if (frame.length >= ETHERNET) {
            machine.nics().get(0).mac().put(stamped, 6);
        }
        PacketFields fields = new PacketFields();
        return reader.read(stamped, stamped.length, fields)
                && classifier.classify(fields, Endpoint.vif(from.domain(), from.index())) == Endpoint.PHYSICAL;
    }

    private Set<Integer> addresses(Place vif) {
        return machine.vif(vif.domain(), vif.index()).map(VifSpec::addresses).orElse(List.of()).stream()
                .map(address -> address.address())
                .collect(Collectors.toSet());
    }

    private boolean isOfOthers(Integer address) {
        return machine.domains().stream()
                .filter(domain -> domain.id() != 0)
                .flatMap(domain -> domain.vifs().stream())
                .anyMatch(vif -> vif.addresses().stream().anyMatch(own -> address != null && own.address() == address));
    }

    /** An address of an IPv4 or ARP packet, or null if the frame has none there. */
    private static Integer address(byte[] frame, int inIpv4, int inArp) {
        if (frame.length < ETHERNET) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(frame);
        int at = switch (bytes.getShort(12)) {
            case PacketFields.NETWORK_IP -> inIpv4;
            case PacketFields.NETWORK_ARP -> inArp;
            default -> frame.length;
        };
        return at + 4 > frame.length ? null : Integer.valueOf(bytes.getInt(at));
    }
}
