package io.nodev.legacy.vfr;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;
import java.util.Arrays;

/**
 * Which source addresses each vif may send from when {@link Quirk#LOCAL_SPOOFING} is off. Immutable; a question allocates
 * nothing. For ARP the address is the sender's protocol address.
 */
public final class OwnAddresses {
    /** No vif has an address, so no vif may send. */
    public static final OwnAddresses NONE = new OwnAddresses(new long[0]);

    private final long[] sortedKeys;

    private OwnAddresses(long[] sortedKeys) {
        this.sortedKeys = sortedKeys;
    }

    /** This set with one more address of a vif. */
    public OwnAddresses with(int vif, int address) {
        if (owns(vif, address)) {
            return this;
        }
        long[] keys = Arrays.copyOf(sortedKeys, sortedKeys.length + 1);
        keys[sortedKeys.length] = key(vif, address);
        Arrays.sort(keys);
        return new OwnAddresses(keys);
    }

    /** This set without one address of a vif. */
    public OwnAddresses without(int vif, int address) {
        long gone = key(vif, address);
        return new OwnAddresses(
                Arrays.stream(sortedKeys).filter(key -> key != gone).toArray());
    }

    /** Whether the address is the vif's own. */
    public boolean owns(int vif, int address) {
        return Arrays.binarySearch(sortedKeys, key(vif, address)) >= 0;
    }

    /**
     * Whether a packet may be sent at all.
     *
     * @param fields what its headers say
     * @param source where it comes from; whatever the physical interface brings is permitted
     */
    public boolean permits(PacketFields fields, int source) {
        return source == Endpoint.PHYSICAL || owns(source, fields.sourceAddress());
    }

    private static long key(int vif, int address) {
        return (long) vif << 32 | Integer.toUnsignedLong(address);
    }
}
