package io.nodev.templates.model;

import java.util.List;

/**
 * A test of each vif.
 *
 * @param unit package, name and imports of the class
 * @param machineType simple name of the assembly
 * @param domains ids of all domains
 * @param vifs the vifs
 */
public record VifTestsModel(
        GeneratedClassModel unit, String machineType, List<Integer> domains, List<VifTestModel> vifs) {
    /** Copies the lists. */
    public VifTestsModel {
        domains = List.copyOf(domains);
        vifs = List.copyOf(vifs);
    }

    /**
     * A test of one vif.
     *
     * @param origin where the vif is described
     * @param method the test's name
     * @param domain the vif's domain
     * @param index the vif's index
     * @param address its hardware address
     */
    public record VifTestModel(String origin, String method, int domain, int index, String address) {}
}
