package io.nodev.devdomain.layout;

/**
 * What control messages between the controller and network and block frontends have in common: numbers and places, as far as
 * they are the same in both. Source: xen/include/public/io/domain_controller.h at 5c70ae783d.
 */
public final class FrontendLayout {
    /** The controller tells where an interface stands. */
    public static final int INTERFACE_STATUS = 0;

    /** A driver tells that it is up. */
    public static final int DRIVER_STATUS = 32;

    /** The guest offers the rings of an interface. */
    public static final int INTERFACE_CONNECT = 33;

    /** Bytes of DRIVER_STATUS. */
    public static final int DRIVER_STATUS_SIZE = 8;

    /** All that concern an interface: u32, its number within the guest. */
    public static final int HANDLE = 0;

    /** INTERFACE_STATUS: u32, one of the four states. */
    public static final int STATUS = 4;

    /** INTERFACE_STATUS: u16, the guest's port when connected. */
    public static final int PORT = 8;

    /** INTERFACE_STATUS disconnected: u16, how often the backend was lost. */
    public static final int LOSSES = 8;

    /** INTERFACE_CONNECT: u16, what was told as {@link #LOSSES}. */
    public static final int OFFER_LOSSES = 4;

    /** DRIVER_STATUS: u32, up or down. */
    public static final int DRIVER = 0;

    /** DRIVER_STATUS: u32, how many interfaces. */
    public static final int INTERFACES = 4;

    /** State: the backend's end is gone. */
    public static final int CLOSED = 0;

    /** State: the backend waits for rings. */
    public static final int DISCONNECTED = 1;

    /** State: the interface works. */
    public static final int CONNECTED = 2;

    /** State: something about it is different. */
    public static final int CHANGED = 3;

    private FrontendLayout() {}
}
