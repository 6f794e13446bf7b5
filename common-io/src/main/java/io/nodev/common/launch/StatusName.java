package io.nodev.common.launch;

import io.nodev.common.machine.Architecture;
import java.util.Map;

/**
 * Names of transmit status codes. Sources: xen/include/hypervisor-ifs/network.h at ddc87ed302 for the legacy architecture,
 * xen/include/public/io/netif.h at 5c70ae783d for the other.
 */
final class StatusName {
    private static final Map<Integer, String> LEGACY = Map.of(0, "OK", 1, "BAD_PAGE", 2, "DROPPED");
    private static final Map<Integer, String> DEVICE_DOMAIN = Map.of(0, "OKAY", -1, "ERROR", -2, "DROPPED");

    private StatusName() {}

    /** Name and code, as {@code DROPPED(2)}. */
    static String of(Architecture architecture, int code) {
        Map<Integer, String> names = architecture == Architecture.LEGACY ? LEGACY : DEVICE_DOMAIN;
        return names.getOrDefault(code, "status") + "(" + code + ")";
    }
}
