package io.nodev.devdomain.controller;

import io.nodev.common.packet.MacAddress;

/** One interface as the controller knows it, and how far its handshake has come. */
final class VirtualInterface {
    /** Where the backend's end stands. */
    enum BackendState {
        /** The backend has not been asked to make it. */
        ABSENT,
        /** The backend has been asked to make it, and to limit it if it has a limit. */
        CREATING,
        /** It is made; the guest's rings are wanted. */
        DISCONNECTED,
        /** The backend has been given the guest's rings. */
        CONNECTING,
        /** Frames flow. */
        CONNECTED,
        /** The guest is dead. */
        GONE
    }

    private final int domain;
    private final int handle;
    private final int backend;
    private final MacAddress address;
    private BackendState state = BackendState.ABSENT;
    private int losses;
    private boolean refused;
    private int guestPort;
    private int backendPort;
    private long creditBytes;
    private long creditPeriodMicros;

    VirtualInterface(int domain, int handle, int backend, MacAddress address) {
        this.domain = domain;
        this.handle = handle;
        this.backend = backend;
        this.address = address;
    }

    int domain() {
        return domain;
    }

    int handle() {
        return handle;
    }

    int backend() {
        return backend;
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

    BackendState state() {
        return state;
    }

    void setState(BackendState next) {
        state = next;
        refused &= next != BackendState.CONNECTED && next != BackendState.CREATING;
    }

    /** Notes that the guest's rings were refused; returns whether for the first time since it was made or connected. */
    boolean refuse() {
        boolean first = !refused;
        refused = true;
        return first;
    }

    /** Notes that the backend lost it: what was under way is void. */
    void lose() {
        state = BackendState.ABSENT;
        losses++;
    }

    /** How often the backend lost it. */
    int losses() {
        return losses;
    }

    /** The same as 16 bits of a message hold it. */
    int lossesInMessage() {
        return losses & 0xFFFF;
    }

    /** Whether the two ports are the interface's: closing them otherwise would close somebody else's. */
    boolean hasPorts() {
        return state == BackendState.CONNECTING || state == BackendState.CONNECTED;
    }

    /** The guest's end of the channel; meaningless unless {@link #hasPorts}. */
    int guestPort() {
        return guestPort;
    }

    int backendPort() {
        return backendPort;
    }

    void setPorts(int ofGuest, int ofBackend) {
        guestPort = ofGuest;
        backendPort = ofBackend;
    }
}
