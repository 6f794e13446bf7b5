package io.nodev.templates.model;

import java.util.List;

/**
 * What boots a machine for the common suite.
 *
 * @param unit package, name and imports of the class
 * @param harness the stack's harness
 * @param machineType simple name of the assembly
 * @param card name of the first NIC
 * @param address its hardware address
 * @param domains the domains by ascending id
 * @param standardRules whether the rules are the standard ones, which the suite then assumes
 * @param writes the expression of the list of rule writes
 * @param wireOwner the device domain that has the NIC; 0 in a legacy machine
 * @param disks the disks, each replaced by one of the suite's of the same kind and size
 * @param sharing how far they may be shared
 */
public record HarnessModel(
        GeneratedClassModel unit,
        String harness,
        String machineType,
        String card,
        String address,
        List<TestedDomainModel> domains,
        boolean standardRules,
        String writes,
        int wireOwner,
        List<DiskModel> disks,
        SharingModel sharing) {
    /** Copies the lists. */
    public HarnessModel {
        domains = List.copyOf(domains);
        disks = List.copyOf(disks);
    }

    /**
     * A domain as the suite sees it.
     *
     * @param origin where it is described
     * @param id its number
     * @param name as much of its name as Xen keeps
     * @param privileged whether it may act on others
     * @param vifs its interfaces by index
     * @param vbds its virtual block devices; of a legacy machine, domain 0 is said to serve them
     */
    public record TestedDomainModel(
            String origin, int id, String name, boolean privileged, List<TestedVifModel> vifs, List<VbdModel> vbds) {
        /** Copies the lists. */
        public TestedDomainModel {
            vifs = List.copyOf(vifs);
            vbds = List.copyOf(vbds);
        }

        /** Whether it has a virtual block device. */
        public boolean blocks() {
            return !vbds.isEmpty();
        }
    }

    /**
     * An interface as the suite sees it.
     *
     * @param origin where it is described
     * @param address its hardware address, or the empty text if it is computed
     * @param addresses its IPv4 addresses, with blanks between
     * @param backend the device domain whose bridge it is a port of; 0 in a legacy machine
     */
    public record TestedVifModel(String origin, String address, String addresses, int backend) {
        /** Whether its bridge is not domain 0's, which need not be said. */
        public boolean elsewhere() {
            return backend != 0;
        }
    }

    /** Whether the NIC is not domain 0's, which need not be said. */
    public boolean wireElsewhere() {
        return wireOwner != 0;
    }
}
