package io.nodev.devdomain.controller;

import io.nodev.common.packet.MacAddress;

/** One interface as the controller knows it, and how far its handshake has come. */
final class VirtualInterface {
    /** Where the backend's end stands. */
    enum BackendState {
        ABSENT,
        CREATING,
        DISCONNECTED,
        CONNECTING,
        CONNECTED,
        CLOSING
    }

    private final int domain;
    private final int handle;
    private final int backend;
    private final MacAddress address;
    private BackendState state = BackendState.ABSENT;
    private int guestPort;
    private int backendPort;

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

    BackendState state() {
        return state;
    }

    void setState(BackendState next) {
        state = next;
    }

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
