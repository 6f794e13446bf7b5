package io.nodev.plugin.spec;

import io.nodev.common.packet.MacAddress;
import io.nodev.plugin.diagnostic.SourceLocation;
import java.util.List;

/**
 * A physical network interface.
 *
 * @param name an interface name: at most 15 letters, digits, {@code .}, {@code _} and {@code -}, a letter first
 * @param mac its own address
 * @param promiscuous whether it receives frames for other stations as well; not unless given
 * @param driver what is on its other side
 * @param hosts the stations outside: frames of the capture with one of these source addresses arrive here; at least one
 *     with the capture driver, none otherwise
 * @param location where its entry begins
 */
public record NicSpec(
        String name,
        MacAddress mac,
        boolean promiscuous,
        NicDriver driver,
        List<MacAddress> hosts,
        SourceLocation location) {
    /** Keeps a copy of {@code hosts}. */
    public NicSpec {
        hosts = List.copyOf(hosts);
    }
}
