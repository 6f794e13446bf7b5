package io.nodev.tck.harness;

import io.nodev.common.machine.VifConfig;
import io.nodev.common.packet.Ipv4Address;
import io.nodev.common.packet.MacAddress;
import java.util.Arrays;
import java.util.List;

/**
 * One interface of a machine under test.
 *
 * @param addresses its IPv4 addresses
 * @param address its hardware address; null for the one that is computed
 * @param creditBytes what it may send in each period
 * @param creditPeriodMicros length of a period; 0 for no limit
 * @param backend the device domain whose bridge it is a port of, in a machine that has any
 */
public record VifSpec(
        List<Integer> addresses, MacAddress address, long creditBytes, long creditPeriodMicros, int backend) {
    /** Copies the list. */
    public VifSpec {
        addresses = List.copyOf(addresses);
    }

    /** An interface of the bridge of domain 0. */
    public VifSpec(List<Integer> addresses, MacAddress address, long creditBytes, long creditPeriodMicros) {
        this(addresses, address, creditBytes, creditPeriodMicros, 0);
    }

    /** The same with another backend. */
    public VifSpec withBackend(int domain) {
        return new VifSpec(addresses, address, creditBytes, creditPeriodMicros, domain);
    }

    /** An interface with these dotted quads, a computed hardware address and no limit. */
    public static VifSpec of(String... addresses) {
        List<Integer> parsed = Arrays.stream(addresses).map(Ipv4Address::parse).toList();
        return new VifSpec(parsed, null, VifConfig.UNLIMITED, 0);
    }

    /** The same as the machine's builder takes it. */
    public VifConfig config() {
        return VifConfig.DEFAULT
                .withAddress(address)
                .withRate(creditBytes, creditPeriodMicros)
                .withBackend(backend);
    }
}
