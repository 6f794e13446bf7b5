package io.nodev.plugin.spec;

/** How a vif is named in counters, captures, firewalls and generated code. */
public final class VifName {
    private VifName() {}

    /** {@code vif1.0}. */
    public static String of(int domain, int index) {
        return "vif" + domain + "." + index;
    }
}
