package io.nodev.devdomain.netback;

import io.nodev.devdomain.layout.NetRxLayout;
import io.nodev.hypervisor.memory.Memory;

/** One receive request, copied from its slot once. Reused; nothing in it can be checked before the exchange. */
final class NetRxRequest {
    private int id;
    private int reference;

    void copyFrom(Memory memory, int slot) {
        id = memory.getShort(slot + NetRxLayout.REQUEST_ID);
        reference = memory.getInt(slot + NetRxLayout.REQUEST_REFERENCE);
    }

    int id() {
        return id;
    }

    int reference() {
        return reference;
    }
}
