package io.nodev.devdomain.controller;

import io.nodev.devdomain.control.ControlEndpoint;

/** A domain as the controller reaches it: the channel, and which of its drivers have said that they are up. */
final class Peer {
    private final int domain;
    private final int port;
    private final int mapping;
    private final int sharedInfo;
    private ControlEndpoint endpoint;
    private boolean frontendUp;
    private Probe probe;

    /**
     * @param port the controller's end of the channel
     * @param mapping the handle of the mapping at {@code sharedInfo}
     */
    Peer(int domain, int port, int mapping, int sharedInfo) {
        this.domain = domain;
        this.port = port;
        this.mapping = mapping;
        this.sharedInfo = sharedInfo;
    }

    int domain() {
        return domain;
    }

    int port() {
        return port;
    }

    int mapping() {
        return mapping;
    }

    int sharedInfo() {
        return sharedInfo;
    }

    ControlEndpoint endpoint() {
        return endpoint;
    }

    void setEndpoint(ControlEndpoint channel) {
        endpoint = channel;
    }

    /** What asks whether this domain's backend lives, or null if nothing does. */
    Probe probe() {
        return probe;
    }

    void setProbe(Probe ofBackend) {
        probe = ofBackend;
    }

    boolean isFrontendUp() {
        return frontendUp;
    }

    void setFrontendUp(boolean up) {
        frontendUp = up;
    }
}
