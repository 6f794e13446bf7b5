package io.nodev.plugin.generate;

/** How a vif is named in counters, captures and generated code. */
final class VifName {
    private VifName() {}

    /** {@code vif1.0}. */
    static String of(int domain, int index) {
        return "vif" + domain + "." + index;
    }
}
