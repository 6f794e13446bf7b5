package io.nodev.devdomain.control;

/** Where a frontend stands in the handshake with its backend. */
public enum ConnectionState {
    /** It knows of no backend. */
    CLOSED,
    /** It has offered its rings and waits. */
    DISCONNECTED,
    /** Frames flow. */
    CONNECTED
}
