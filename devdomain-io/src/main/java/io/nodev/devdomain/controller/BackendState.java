package io.nodev.devdomain.controller;

/** Where the backend's end of an interface stands. */
enum BackendState {
    /** The backend has not been asked to make it. */
    ABSENT,
    /** The backend has been asked to make it, with what belongs to it: its limit, its VBDs. */
    CREATING,
    /** It is made; what the guest has to offer is wanted. */
    DISCONNECTED,
    /** The backend has been given what the guest offered. */
    CONNECTING,
    /** Frames or requests flow. */
    CONNECTED,
    /** The guest is dead. */
    GONE
}
