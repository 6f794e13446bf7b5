package io.nodev.devdomain.controller;

import io.nodev.common.packet.MacAddress;

/** One interface as the controller knows it, and how far its handshake has come. */
final class VirtualInterface extends Handshake {
    private final int handle;
    private final MacAddress address;
    private long creditBytes;
    private long creditPeriodMicros;

    VirtualInterface(int domain, int handle, int backend, MacAddress address) {
        super(domain, backend);
        this.handle = handle;
        this.address = address;
    }

    @Override
    int handle() {
        return handle;
    }

    MacAddress address() {
        return address;
    }

    void setLimit(long bytes, long periodMicros) {
        creditBytes = bytes;
        creditPeriodMicros = periodMicros;
    }

    long creditBytes() {
        return creditBytes;
    }

    /** Length of a period in microseconds; 0 for no limit. */
    long creditPeriodMicros() {
        return creditPeriodMicros;
    }
}
