package io.nodev.hypervisor.grant;

import java.util.Arrays;

/**
 * What one domain has mapped through others' grants, by handle. Only the domain's own hypercalls come here, one at a
 * time.
 */
final class Mappings {
    static final int NONE = -1;

    private static final int INITIAL = 64;
    private static final int MAX = 1 << 17;

    private GrantTable[] tables = new GrantTable[INITIAL];
    private int[] references = new int[INITIAL];
    private int[] entryAddresses = new int[INITIAL];
    private int[] entries = new int[INITIAL];
    private int[] nextFree = new int[INITIAL];
    private int free = NONE;
    private int used;

    /** A handle for a new mapping, or {@link #NONE} when there are too many. */
    int add(GrantTable table, int reference, int entryAddress, int entry) {
        int handle = take();
        if (handle != NONE) {
            tables[handle] = table;
            references[handle] = reference;
            entryAddresses[handle] = entryAddress;
            entries[handle] = entry;
        }
        return handle;
    }

    private int take() {
        if (free != NONE) {
            int handle = free;
            free = nextFree[handle];
            return handle;
        }
        if (used == MAX) {
            return NONE;
        }
        if (used == references.length) {
            grow();
        }
        return used++;
    }

    private void grow() {
        int length = references.length * 2;
        tables = Arrays.copyOf(tables, length);
        references = Arrays.copyOf(references, length);
        entryAddresses = Arrays.copyOf(entryAddresses, length);
        entries = Arrays.copyOf(entries, length);
        nextFree = Arrays.copyOf(nextFree, length);
    }

    boolean isLive(int handle) {
        return handle >= 0 && handle < used && entries[handle] != 0;
    }

    /** The table of the grant, which may have outlived its domain. */
    GrantTable table(int handle) {
        return tables[handle];
    }

    int reference(int handle) {
        return references[handle];
    }

    int entryAddress(int handle) {
        return entryAddresses[handle];
    }

    int entry(int handle) {
        return entries[handle];
    }

    void remove(int handle) {
        entries[handle] = 0;
        tables[handle] = null;
        nextFree[handle] = free;
        free = handle;
    }

    int capacity() {
        return used;
    }
}
