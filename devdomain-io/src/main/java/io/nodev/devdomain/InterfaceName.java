package io.nodev.devdomain;

/** Names of backend interfaces. Source: linux-2.6.9-xen-sparse/drivers/xen/netback/interface.c at 5c70ae783d. */
public final class InterfaceName {
    private InterfaceName() {}

    /** {@code vif<domain>.<index>}. */
    public static String of(int domain, int index) {
        return "vif" + domain + "." + index;
    }
}
