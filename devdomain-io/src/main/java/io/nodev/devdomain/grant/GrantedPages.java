package io.nodev.devdomain.grant;

import io.nodev.common.kernel.PagePool;

/**
 * Pages that one domain granted, as a backend sees them: mapped when first used and kept mapped. When the domain uses more
 * references than are kept, the one mapped first goes. On the backend's virtual CPU only.
 *
 * <p>A grant that is revoked while its page is mapped lets the page be used until the mapping ends; the page cannot become
 * anyone else's meanwhile.
 */
public final class GrantedPages {
    /** The answer for a reference that does not grant what is asked. */
    public static final int REFUSED = 0;

    private static final int REFERENCES = 32 * 512;

    private final GrantMapper mapper;
    private final PagePool addresses;
    private final int domain;
    private final int capacity;
    private final int[] addressOf = new int[REFERENCES];
    private final int[] handleOf = new int[REFERENCES];
    private final int[] inUse = new int[REFERENCES];
    private final boolean[] isWritable = new boolean[REFERENCES];
    private final int[] order;
    private int oldest;
    private int mapped;
    private boolean abandoned;

    /**
     * @param capacity pages kept mapped; at least one more than are held at a time
     */
    public GrantedPages(GrantMapper mapper, PagePool addresses, int domain, int capacity) {
        this.mapper = mapper;
        this.addresses = addresses;
        this.domain = domain;
        this.capacity = capacity;
        this.order = new int[capacity];
    }

    /** The address to read a page at, or {@link #REFUSED}. */
    public int readable(int reference) {
        if (isImpossible(reference)) {
            return REFUSED;
        }
        return addressOf[reference] != REFUSED ? addressOf[reference] : map(reference, true);
    }

    /** The address to read and write a page at, or {@link #REFUSED}. A page that is held for reading only stays so. */
    public int writable(int reference) {
        if (isImpossible(reference)) {
            return REFUSED;
        }
        if (addressOf[reference] == REFUSED) {
            return map(reference, false);
        }
        return isWritable[reference] || inUse[reference] == 0 && mapAgain(reference) ? addressOf[reference] : REFUSED;
    }

    private static boolean isImpossible(int reference) {
        return reference < 0 || reference >= REFERENCES;
    }

    private int map(int reference, boolean readOnly) {
        if (mapped == capacity && !evict()) {
            return REFUSED;
        }
        int address = addresses.take();
        int handle = mapper.map(domain, reference, address, readOnly);
        if (handle == GrantMapper.REFUSED) {
            addresses.give(address);
            return REFUSED;
        }
        addressOf[reference] = address;
        handleOf[reference] = handle;
        isWritable[reference] = !readOnly;
        order[(oldest + mapped) % capacity] = reference;
        mapped++;
        return address;
    }

    /** Maps a page for writing that is mapped for reading; if that is refused, the mapping stays. */
    private boolean mapAgain(int reference) {
        if (addresses.available() == 0) {
            return false;
        }
        int address = addresses.take();
        int handle = mapper.map(domain, reference, address, false);
        if (handle == GrantMapper.REFUSED) {
            addresses.give(address);
            return false;
        }
        mapper.unmap(handleOf[reference]);
        addresses.give(addressOf[reference]);
        addressOf[reference] = address;
        handleOf[reference] = handle;
        isWritable[reference] = true;
        return true;
    }

    /** Ends the oldest mapping that nobody holds; returns whether there was one. */
    private boolean evict() {
        for (int tried = 0; tried < mapped; tried++) {
            int reference = takeOldest();
            if (inUse[reference] == 0) {
                unmap(reference);
                return true;
            }
            order[(oldest + mapped) % capacity] = reference;
            mapped++;
        }
        return false;
    }

    private int takeOldest() {
        int reference = order[oldest];
        oldest = (oldest + 1) % capacity;
        mapped--;
        return reference;
    }

    private void unmap(int reference) {
        mapper.unmap(handleOf[reference]);
        addresses.give(addressOf[reference]);
        addressOf[reference] = REFUSED;
    }

    /** Keeps the mapping of a page while it is worked with; may be nested. */
    public void hold(int reference) {
        inUse[reference]++;
    }

    /** Ends one {@link #hold}. */
    public void release(int reference) {
        inUse[reference]--;
        if (abandoned && inUse[reference] == 0) {
            unmap(reference);
        }
    }

    /** Ends every mapping. */
    public void unmapAll() {
        while (mapped > 0) {
            unmap(takeOldest());
        }
    }

    /** Ends every mapping that nobody holds, and each other one when it is released. No page is to be asked for any more. */
    public void abandon() {
        abandoned = true;
        while (mapped > 0) {
            int reference = takeOldest();
            if (inUse[reference] == 0) {
                unmap(reference);
            }
        }
    }
}
