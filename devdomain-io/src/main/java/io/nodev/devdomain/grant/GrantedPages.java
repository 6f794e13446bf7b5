package io.nodev.devdomain.netback;

import io.nodev.common.kernel.PagePool;
import io.nodev.devdomain.grant.GrantMapper;

/**
 * A guest's transmit pages as the backend sees them, mapped for reading when first used and kept mapped. When a guest
 * uses more references than are kept, the one mapped first goes.
 *
 * <p>A grant that its guest revokes while mapped stays readable until the mapping ends; the page cannot become anyone
 * else's meanwhile.
 */
final class GuestPages {
    /** The answer for a reference that grants nothing. */
    static final int REFUSED = 0;

    private static final int REFERENCES = 32 * 512;

    private final GrantMapper mapper;
    private final PagePool addresses;
    private final int domain;
    private final int capacity;
    private final int[] addressOf = new int[REFERENCES];
    private final int[] handleOf = new int[REFERENCES];
    private final int[] inUse = new int[REFERENCES];
    private final int[] order;
    private int oldest;
    private int mapped;

    /**
     * @param capacity pages kept mapped; at least one more than frames in flight
     */
    GuestPages(GrantMapper mapper, PagePool addresses, int domain, int capacity) {
        this.mapper = mapper;
        this.addresses = addresses;
        this.domain = domain;
        this.capacity = capacity;
        this.order = new int[capacity];
    }

    /** The address of the granted page, or {@link #REFUSED}. */
    int address(int reference) {
        if (reference < 0 || reference >= REFERENCES) {
            return REFUSED;
        }
        return addressOf[reference] != REFUSED ? addressOf[reference] : map(reference);
    }

    private int map(int reference) {
        if (mapped == capacity && !evict()) {
            return REFUSED;
        }
        int address = addresses.take();
        int handle = mapper.map(domain, reference, address, true);
        if (handle == GrantMapper.REFUSED) {
            addresses.give(address);
            return REFUSED;
        }
        addressOf[reference] = address;
        handleOf[reference] = handle;
        order[(oldest + mapped) % capacity] = reference;
        mapped++;
        return address;
    }

    /** Ends the oldest mapping that no frame in flight uses; returns whether there was one. */
    private boolean evict() {
        for (int tried = 0; tried < mapped; tried++) {
            int reference = order[oldest];
            oldest = (oldest + 1) % capacity;
            mapped--;
            if (inUse[reference] == 0) {
                unmap(reference);
                return true;
            }
            order[(oldest + mapped) % capacity] = reference;
            mapped++;
        }
        return false;
    }

    private void unmap(int reference) {
        mapper.unmap(handleOf[reference]);
        addresses.give(addressOf[reference]);
        addressOf[reference] = REFUSED;
    }

    /** A frame in the page is in flight. */
    void hold(int reference) {
        inUse[reference]++;
    }

    /** The frame is done. */
    void release(int reference) {
        inUse[reference]--;
    }

    /** Ends every mapping. */
    void unmapAll() {
        while (mapped > 0) {
            unmap(order[oldest]);
            oldest = (oldest + 1) % capacity;
            mapped--;
        }
    }
}
