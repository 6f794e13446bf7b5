package io.nodev.common.launch;

import io.nodev.common.machine.Architecture;
import java.util.Map;

/**
 * Names of status codes. Sources: xen/include/hypervisor-ifs/network.h and xen/drivers/block/xen_block.c at ddc87ed302 for the
 * legacy architecture, xen/include/public/io/netif.h and blkif.h at 5c70ae783d for the other.
 */
final class StatusName {
    private static final Map<Integer, String> LEGACY = Map.of(0, "OK", 1, "BAD_PAGE", 2, "DROPPED");
    private static final Map<Integer, String> DEVICE_DOMAIN = Map.of(0, "OKAY", -1, "ERROR", -2, "DROPPED");

    private static final Map<Integer, String> LEGACY_BLOCK = Map.of(0, "GOOD", 1, "REJECTED", 2, "FAILED");
    private static final Map<Integer, String> DEVICE_DOMAIN_BLOCK = Map.of(0, "OKAY", -1, "ERROR");

    private StatusName() {}

    /** Name and code of a frame's status, as {@code DROPPED(2)}. */
    static String of(Architecture architecture, int code) {
        return of(architecture == Architecture.LEGACY ? LEGACY : DEVICE_DOMAIN, code);
    }

    /** Name and code of a block request's status, as {@code REJECTED(1)}. */
    static String ofBlock(Architecture architecture, int code) {
        return of(architecture == Architecture.LEGACY ? LEGACY_BLOCK : DEVICE_DOMAIN_BLOCK, code);
    }

    private static String of(Map<Integer, String> names, int code) {
        return names.getOrDefault(code, "status") + "(" + code + ")";
    }
}
