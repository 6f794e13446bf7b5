package io.nodev.tck.harness;

import io.nodev.common.disk.SharingPolicy;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.common.packet.MacAddress;
import io.nodev.tck.disk.DiskUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A machine to be booted for a test. Immutable; every {@code with} gives a changed copy.
 *
 * @param nic hardware address of the only NIC
 * @param domains by ascending id, domain 0 first
 * @param standardRules whether the rules of the tools are written for each address first
 * @param ruleWrites what is then written to the rule file, one write each
 * @param scheduler who gives turns
 * @param wireOwner the device domain that has the NIC and the disks, in a machine that has any
 * @param disks what its VBDs lie on
 * @param sharing how far its VBDs may share sectors
 */
public record Topology(
        MacAddress nic,
        List<DomainSpec> domains,
        boolean standardRules,
        List<String> ruleWrites,
        SchedulerKind scheduler,
        int wireOwner,
        List<DiskUnderTest> disks,
        SharingPolicy sharing) {
    /** The NIC of the standard machine. */
    public static final MacAddress NIC = MacAddress.parse("00:02:b3:9d:1f:aa");

    /** Copies the lists. */
    public Topology {
        domains = List.copyOf(domains);
        ruleWrites = List.copyOf(ruleWrites);
        disks = List.copyOf(disks);
    }

    /** A machine without disks. */
    public Topology(
            MacAddress nic,
            List<DomainSpec> domains,
            boolean standardRules,
            List<String> ruleWrites,
            SchedulerKind scheduler,
            int wireOwner) {
        this(nic, domains, standardRules, ruleWrites, scheduler, wireOwner, List.of(), SharingPolicy.asDocumented(0));
    }

    /** A machine whose NIC is domain 0's. */
    public Topology(
            MacAddress nic,
            List<DomainSpec> domains,
            boolean standardRules,
            List<String> ruleWrites,
            SchedulerKind scheduler) {
        this(nic, domains, standardRules, ruleWrites, scheduler, 0);
    }

    /**
     * The machine that the rules of this suite speak of: guest A is domain 1 with 10.0.0.1, guest B domain 2 with
     * 10.0.0.2, domain 0 has 10.0.0.254, and the standard rules are in force.
     */
    public static Topology standard(SchedulerKind scheduler) {
        List<DomainSpec> domains = List.of(
                new DomainSpec(0, "Domain-0", true, List.of(VifSpec.of("10.0.0.254"))),
                DomainSpec.guest(1, "A", VifSpec.of("10.0.0.1")),
                DomainSpec.guest(2, "B", VifSpec.of("10.0.0.2")));
        return new Topology(NIC, domains, true, List.of(), scheduler);
    }

    /** The same with another scheduler. */
    public Topology withScheduler(SchedulerKind kind) {
        return new Topology(nic, domains, standardRules, ruleWrites, kind, wireOwner, disks, sharing);
    }

    /** The same with another NIC. */
    public Topology withNic(MacAddress address) {
        return new Topology(address, domains, standardRules, ruleWrites, scheduler, wireOwner, disks, sharing);
    }

    /** The same with the NIC given to another device domain. */
    public Topology withWireOwner(int domain) {
        return new Topology(nic, domains, standardRules, ruleWrites, scheduler, domain, disks, sharing);
    }

    /** The same with another disk. */
    public Topology withDisk(DiskUnderTest disk) {
        List<DiskUnderTest> more = new ArrayList<>(disks);
        more.add(disk);
        return new Topology(nic, domains, standardRules, ruleWrites, scheduler, wireOwner, more, sharing);
    }

    /** The same with other rules of sharing. */
    public Topology withSharing(SharingPolicy policy) {
        return new Topology(nic, domains, standardRules, ruleWrites, scheduler, wireOwner, disks, policy);
    }

    /** The disk with a number. */
    public DiskUnderTest disk(int device) {
        return disks.stream()
                .filter(disk -> disk.drive().device() == device)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the machine has no such disk: device=" + device));
    }

    /**
     * The device domains, by ascending id: those with bridges that vifs are ports of, those that serve VBDs, and the one that
     * has the NIC.
     */
    public SortedSet<Integer> deviceDomains() {
        SortedSet<Integer> ids = new TreeSet<>(Set.of(wireOwner));
        for (DomainSpec domain : domains) {
            domain.vifs().forEach(vif -> ids.add(vif.backend()));
            domain.vbds().forEach(vbd -> ids.add(vbd.backend()));
        }
        return ids;
    }

    /** The same with a domain in place of the one with its id, or added at the end. */
    public Topology withDomain(DomainSpec domain) {
        List<DomainSpec> changed = new ArrayList<>(domains);
        changed.removeIf(each -> each.id() == domain.id());
        changed.add(domain);
        changed.sort((a, b) -> Integer.compare(a.id(), b.id()));
        return new Topology(nic, changed, standardRules, ruleWrites, scheduler, wireOwner, disks, sharing);
    }

    /** The same with only these rules and none of the tools'. */
    public Topology withOnlyRules(String... writes) {
        return new Topology(nic, domains, false, List.of(writes), scheduler, wireOwner, disks, sharing);
    }

    /**
     * The domain with an id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public DomainSpec domain(int id) {
        return domains.stream()
                .filter(each -> each.id() == id)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the machine has no such domain: id=" + id));
    }
}
