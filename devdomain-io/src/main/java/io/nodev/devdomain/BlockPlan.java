package io.nodev.devdomain;

import io.nodev.common.disk.DeviceNumber;
import io.nodev.common.disk.Disk;
import io.nodev.common.disk.Extent;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.machine.VbdMode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** Disks and VBDs as described: whether they fit together, and which guests get a block driver. */
final class BlockPlan {
    private final List<Disk> disks;
    private final Map<Integer, List<String>> owners;
    private final SortedMap<Integer, DomainPlan> plans;

    /**
     * @param owners the names of device domains' disks, by the domains' ids
     */
    BlockPlan(List<Disk> disks, Map<Integer, List<String>> owners, SortedMap<Integer, DomainPlan> plans) {
        this.disks = disks;
        this.owners = owners;
        this.plans = plans;
    }

    /**
     * Gives every guest a block driver if there is a disk, since it may get a VBD later.
     *
     * @throws IllegalArgumentException if the description contradicts itself
     */
    void prepare() {
        Set<String> owned = new HashSet<>();
        for (List<String> names : owners.values()) {
            names.forEach(name -> requireOwner(name, owned.add(name)));
        }
        for (DomainPlan plan : plans.values()) {
            requireConsistent(plan);
            if (!disks.isEmpty() && !owners.containsKey(plan.id())) {
                plan.setBlockDriver();
            }
        }
    }

    private void requireOwner(String name, boolean first) {
        if (disks.stream().noneMatch(disk -> disk.name().equals(name))) {
            throw new IllegalArgumentException("a device domain owns disks of the machine: name=" + name);
        }
        if (!first) {
            throw new IllegalArgumentException("a disk has one owner: name=" + name);
        }
    }

    private void requireConsistent(DomainPlan plan) {
        Set<Integer> numbers = new HashSet<>();
        for (VbdConfig vbd : plan.vbds()) {
            String which = DeviceNumber.name(vbd.device()) + " of domain " + plan.id();
            if (!numbers.add(vbd.device())) {
                throw new IllegalArgumentException("two VBDs of a domain have one number: " + which);
            }
            if (owners.containsKey(plan.id())) {
                throw new IllegalArgumentException("a device domain has its disks and no VBDs: " + which);
            }
            if (vbd.backend() != plan.vbds().get(0).backend()) {
                throw new IllegalArgumentException("all VBDs of a domain are served by one device domain: " + which
                        + ", backend=" + vbd.backend());
            }
            requireServable(vbd, which);
        }
    }

    private void requireServable(VbdConfig vbd, String which) {
        if (vbd.mode() == VbdMode.WRITE_ONLY) {
            throw new IllegalArgumentException("in this architecture a VBD can be read: " + which);
        }
        if (!owners.containsKey(vbd.backend())) {
            throw new IllegalArgumentException(
                    "a VBD is served by a device domain: " + which + ", backend=" + vbd.backend());
        }
        for (Extent extent : vbd.extents()) {
            if (!owns(vbd.backend(), extent.device())) {
                throw new IllegalArgumentException("a VBD lies on disks of the domain that serves it: " + which
                        + ", disk=" + DeviceNumber.name(extent.device()) + ", backend=" + vbd.backend());
            }
        }
    }

    private boolean owns(int backend, int device) {
        List<String> names = owners.get(backend);
        return disks.stream().anyMatch(disk -> disk.device() == device && names.contains(disk.name()));
    }
}
