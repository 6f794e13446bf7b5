package io.nodev.common.classifier.classbench;

import io.nodev.common.classifier.classbench.Filter.Ports;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Draws sets of filters that have what real ones have in common (D. E. Taylor and J. S. Turner, "ClassBench: A Packet
 * Classification Benchmark", INFOCOM 2005): few networks with many prefixes in them, prefixes inside one another, five
 * classes of port ranges, few protocols. The same seed draws the same set.
 */
public final class FilterGenerator {
    private static final int[] SERVICES = {80, 443, 53, 25, 22, 123, 1521, 3306, 8080, 161, 389, 445};
    private static final Ports LOW = new Ports(0, 1_023);
    private static final Ports HIGH = new Ports(1_024, 65_535);

    /** Where the set comes from: how often each kind of field occurs differs. Numbers are of a hundred. */
    public enum Kind {
        /** Access lists of routers: long prefixes, clients' ports open, servers' ports exact. */
        ACL(10, 4, 3, 55),
        /** Firewalls: many open addresses, ports of every class. */
        FW(35, 35, 30, 40),
        /** Linux chains: between the two. */
        IPC(20, 15, 20, 45);

        private final int openSources;
        private final int openDestinations;
        private final int sourcePortsGiven;
        private final int exactPorts;

        Kind(int openSources, int openDestinations, int sourcePortsGiven, int exactPorts) {
            this.openSources = openSources;
            this.openDestinations = openDestinations;
            this.sourcePortsGiven = sourcePortsGiven;
            this.exactPorts = exactPorts;
        }
    }

    private final Kind kind;
    private final SplittableRandom random;
    private final int[] sourceNetworks;
    private final int[] destinationNetworks;

    /** A generator for sets of about so many filters. */
    public FilterGenerator(Kind kind, int filters, long seed) {
        this.kind = kind;
        random = new SplittableRandom(seed);
        sourceNetworks = random.ints(2 + filters / 40)
                .map(address -> address & 0xFFFF_0000)
                .toArray();
        destinationNetworks = random.ints(2 + filters / 80)
                .map(address -> address & 0xFFFF_0000)
                .toArray();
    }

    /** So many different filters, in order of priority. */
    public List<Filter> filters(int count) {
        Set<Filter> filters = new LinkedHashSet<>();
        while (filters.size() < count) {
            filters.add(filter());
        }
        return new ArrayList<>(filters);
    }

    private Filter filter() {
        int sourceBits = percent(kind.openSources) ? 0 : bits();
        int destinationBits = percent(kind.openDestinations) ? 0 : bits();
        if (sourceBits == 0 && destinationBits == 0) {
            destinationBits = 16;
        }
        int protocol = protocol();
        boolean hasPorts = protocol == 6 || protocol == 17;
        return new Filter(
                prefix(sourceNetworks, sourceBits),
                sourceBits,
                prefix(destinationNetworks, destinationBits),
                destinationBits,
                hasPorts && percent(kind.sourcePortsGiven) ? ports() : Ports.ANY,
                hasPorts && percent(85) ? ports() : Ports.ANY,
                protocol);
    }

    private int bits() {
        int drawn = random.nextInt(100);
        if (drawn < 45) {
            return 32;
        }
        if (drawn < 65) {
            return 24;
        }
        return drawn < 90 ? 25 + random.nextInt(7) : 16 + random.nextInt(8);
    }

    /** Subnets and hosts get fewer towards the end of a network, so that prefixes meet. */
    private int prefix(int[] networks, int bits) {
        int network = networks[skewed(networks.length)];
        int host = skewed(48) << 8 | skewed(256);
        return (network | host) & Filter.mask(bits);
    }

    private int skewed(int bound) {
        return Math.min(random.nextInt(bound), random.nextInt(bound));
    }

    private int protocol() {
        int drawn = random.nextInt(100);
        if (drawn < 72) {
            return 6;
        }
        if (drawn < 88) {
            return 17;
        }
        return drawn < 93 ? 1 : Filter.ANY_PROTOCOL;
    }

    private Ports ports() {
        if (percent(kind.exactPorts)) {
            int port = percent(70) ? SERVICES[skewed(SERVICES.length)] : random.nextInt(65_536);
            return new Ports(port, port);
        }
        switch (random.nextInt(4)) {
            case 0:
                return HIGH;
            case 1:
                return percent(50) ? LOW : HIGH;
            default:
                int low = random.nextInt(60_000);
                return new Ports(low, low + 1 + random.nextInt(random.nextBoolean() ? 16 : 5_000));
        }
    }

    private boolean percent(int of) {
        return random.nextInt(100) < of;
    }
}
