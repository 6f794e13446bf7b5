package io.nodev.devdomain.bridge;

import java.util.Arrays;

/**
 * Which station is behind which port. Every port has a quota of stations of its own; a station too many at a port costs
 * the place of the one that port has not seen for longest, never one of another port. So the sum of the quotas bounds
 * the table, and a guest that forges source addresses harms only what is behind its own port.
 *
 * <p>Learning and looking up allocate nothing and take constant time; an aged station is noticed when it is met. Times
 * are nanoseconds of any origin and may wrap.
 */
final class ForwardingTable {
    /** Result of a look-up: no port is known. */
    static final int UNKNOWN = -1;

    /** The port of addresses that belong to the device domain itself; nothing is ever learned there. */
    static final int OWN = 0;

    /** Result of learning: the station was known at this port already. */
    static final int REFRESHED = 0;

    /** Result of learning: the station was not known. */
    static final int ADDED = 1;

    /** Result of learning: the station was known at another port. */
    static final int MOVED = 2;

    /** Result of learning: the address is one of the device domain's own; nothing was learned. */
    static final int REFUSED_OWN = 4;

    /** Bit in the result of learning: a station of the same port that had not aged was forgotten for this one. */
    static final int EVICTED = 8;

    private static final int NONE = -1;
    private static final int INITIAL_PORTS = 8;

    private final long ageingNanos;
    private final long seed;

    private AddressIndex index;
    private long[] addresses = {};
    private long[] seenNanos = {};
    private int[] ports = {};
    private int[] older = {};
    private int[] newer = {};
    private int firstFree = NONE;
    private int reserved;

    private int[] oldest = filled(INITIAL_PORTS);
    private int[] newest = filled(INITIAL_PORTS);
    private int[] counts = new int[INITIAL_PORTS];
    private int[] quotas = new int[INITIAL_PORTS];

    /**
     * @param ageingNanos how long a station stays known after it was seen; 0 makes the bridge a hub
     * @param seed keys the hash; decides nothing that can be observed but time
     */
    ForwardingTable(long ageingNanos, long seed) {
        this.ageingNanos = ageingNanos;
        this.seed = seed;
        this.index = new AddressIndex(0, seed);
    }

    /** Makes room for the stations of one more port. Not for the data path: allocates. */
    void addPort(int port, int quota) {
        if (port >= quotas.length) {
            growPorts(Math.max(port + 1, 2 * quotas.length));
        }
        quotas[port] = quota;
        reserve(quota);
    }

    /** Forgets a port and its stations. Its room is kept for ports to come. */
    void removePort(int port) {
        flush(port);
        reserved -= quotas[port];
        quotas[port] = 0;
    }

    /** Makes an address one of the device domain's own, for good. Not for the data path: allocates. */
    void addOwn(long address) {
        int entry = index.get(address);
        if (entry != AddressIndex.ABSENT) {
            if (ports[entry] == OWN) {
                return;
            }
            forget(entry);
        }
        reserve(1);
        insert(address, OWN, 0);
    }

    /** Forgets all stations of a port. */
    void flush(int port) {
        while (oldest[port] != NONE) {
            forget(oldest[port]);
        }
    }

    /**
     * Records that a station was seen at a port.
     *
     * @return {@link #REFRESHED}, {@link #ADDED}, {@link #MOVED} or {@link #REFUSED_OWN}, the middle two also with
     *     {@link #EVICTED}
     */
    int learn(long address, int port, long now) {
        int entry = index.get(address);
        if (entry == AddressIndex.ABSENT) {
            return ADDED | admit(address, port, now);
        }
        if (ports[entry] == OWN) {
            return REFUSED_OWN;
        }
        if (isAged(entry, now)) {
            forget(entry);
            return ADDED | admit(address, port, now);
        }
        if (ports[entry] != port) {
            forget(entry);
            return MOVED | admit(address, port, now);
        }
        seenNanos[entry] = now;
        if (newest[port] != entry) {
            unlink(entry);
            linkNewest(entry);
        }
        return REFRESHED;
    }

    /** The port a station is behind, {@link #OWN}, or {@link #UNKNOWN} also if it has aged. */
    int portOf(long address, long now) {
        int entry = index.get(address);
        if (entry == AddressIndex.ABSENT) {
            return UNKNOWN;
        }
        if (isAged(entry, now)) {
            forget(entry);
            return UNKNOWN;
        }
        return ports[entry];
    }

    /** Takes the station at {@code port} that follows {@code entry} in age, the oldest for {@code -1}; -1 if none. */
    int nextNewer(int port, int entry) {
        return entry == NONE ? oldest[port] : newer[entry];
    }

    long addressOf(int entry) {
        return addresses[entry];
    }

    /** Nanoseconds since the station of an entry was seen. */
    long ageOf(int entry, long now) {
        return now - seenNanos[entry];
    }

    boolean isAged(int entry, long now) {
        return ports[entry] != OWN && now - seenNanos[entry] >= ageingNanos;
    }

    /** The number of stations the table has room for. */
    int capacity() {
        return addresses.length;
    }

    /** Inserts a station that is not there; returns {@link #EVICTED} or 0. */
    private int admit(long address, int port, long now) {
        int evicted = 0;
        if (counts[port] == quotas[port]) {
            int victim = oldest[port];
            evicted = isAged(victim, now) ? 0 : EVICTED;
            forget(victim);
        }
        insert(address, port, now);
        return evicted;
    }

    private void insert(long address, int port, long now) {
        int entry = firstFree;
        firstFree = newer[entry];
        addresses[entry] = address;
        ports[entry] = port;
        seenNanos[entry] = now;
        linkNewest(entry);
        index.put(address, entry);
    }

    private void forget(int entry) {
        index.remove(addresses[entry]);
        unlink(entry);
        newer[entry] = firstFree;
        firstFree = entry;
    }

    private void linkNewest(int entry) {
        int port = ports[entry];
        older[entry] = newest[port];
        newer[entry] = NONE;
        if (newest[port] == NONE) {
            oldest[port] = entry;
        } else {
            newer[newest[port]] = entry;
        }
        newest[port] = entry;
        counts[port]++;
    }

    private void unlink(int entry) {
        int port = ports[entry];
        if (older[entry] == NONE) {
            oldest[port] = newer[entry];
        } else {
            newer[older[entry]] = newer[entry];
        }
        if (newer[entry] == NONE) {
            newest[port] = older[entry];
        } else {
            older[newer[entry]] = older[entry];
        }
        counts[port]--;
    }

    private void reserve(int stations) {
        reserved += stations;
        int from = addresses.length;
        if (reserved <= from) {
            return;
        }
        addresses = Arrays.copyOf(addresses, reserved);
        seenNanos = Arrays.copyOf(seenNanos, reserved);
        ports = Arrays.copyOf(ports, reserved);
        older = Arrays.copyOf(older, reserved);
        newer = Arrays.copyOf(newer, reserved);
        for (int entry = reserved - 1; entry >= from; entry--) {
            newer[entry] = firstFree;
            firstFree = entry;
        }
        rebuildIndex();
    }

    private void rebuildIndex() {
        index = new AddressIndex(addresses.length, seed);
        for (int head : oldest) {
            for (int entry = head; entry != NONE; entry = newer[entry]) {
                index.put(addresses[entry], entry);
            }
        }
    }

    private void growPorts(int length) {
        int from = quotas.length;
        oldest = Arrays.copyOf(oldest, length);
        newest = Arrays.copyOf(newest, length);
        Arrays.fill(oldest, from, length, NONE);
        Arrays.fill(newest, from, length, NONE);
        counts = Arrays.copyOf(counts, length);
        quotas = Arrays.copyOf(quotas, length);
    }

    private static int[] filled(int length) {
        int[] array = new int[length];
        Arrays.fill(array, NONE);
        return array;
    }
}
