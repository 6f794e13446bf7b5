package io.nodev.devdomain.controller;

/** How far an interface has come between its guest and its backend, whatever it carries. */
abstract class Handshake {
    private final int domain;
    private final int backend;
    private BackendState state = BackendState.ABSENT;
    private int losses;
    private boolean refused;
    private int guestPort;
    private int backendPort;

    Handshake(int domain, int backend) {
        this.domain = domain;
        this.backend = backend;
    }

    /** The interface's number within its guest. */
    abstract int handle();

    final int domain() {
        return domain;
    }

    final int backend() {
        return backend;
    }

    final BackendState state() {
        return state;
    }

    final void setState(BackendState next) {
        state = next;
        refused &= next != BackendState.CONNECTED && next != BackendState.CREATING;
    }

    /** Notes that the guest's offer was refused; returns whether for the first time since it was made or connected. */
    final boolean refuse() {
        boolean first = !refused;
        refused = true;
        return first;
    }

    /** Notes that the backend lost it: what was under way is void. */
    final void lose() {
        state = BackendState.ABSENT;
        losses++;
    }

    /** How often the backend lost it. */
    final int losses() {
        return losses;
    }

    /** The same as 16 bits of a message hold it. */
    final int lossesInMessage() {
        return losses & 0xFFFF;
    }

    /** Whether the two ports are the interface's: closing them otherwise would close somebody else's. */
    final boolean hasPorts() {
        return state == BackendState.CONNECTING || state == BackendState.CONNECTED;
    }

    /** The guest's end of the channel; meaningless unless {@link #hasPorts}. */
    final int guestPort() {
        return guestPort;
    }

    final int backendPort() {
        return backendPort;
    }

    final void setPorts(int ofGuest, int ofBackend) {
        guestPort = ofGuest;
        backendPort = ofBackend;
    }
}
