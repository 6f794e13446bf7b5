package io.nodev.templates.model;

/**
 * A vif of a generated machine.
 *
 * @param origin where it is described, as {@code machine.yaml:12}
 * @param name {@code vif1.0}
 * @param address its hardware address, or the empty text if it is computed
 * @param creditBytes what it may send in each period
 * @param creditPeriodMicros length of a period; 0 for no limit
 * @param backend the device domain that serves it
 */
public record VifModel(
        String origin, String name, String address, long creditBytes, long creditPeriodMicros, int backend) {
    /** Whether it has an address of its own. */
    public boolean addressed() {
        return !address.isEmpty();
    }

    /** Whether it has no limit and domain 0 serves it. */
    public boolean plain() {
        return creditPeriodMicros == 0 && backend == 0;
    }
}
