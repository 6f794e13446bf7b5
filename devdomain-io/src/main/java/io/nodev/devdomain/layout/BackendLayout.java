package io.nodev.devdomain.layout;

/**
 * What control messages to network and block backends have in common: numbers and places, as far as they are the same in both.
 *
 * <pre>
 * DESTROY, DISCONNECT   0 domain  4 handle  8 status    12 bytes
 * DRIVER_STATUS         0 status                         4 bytes
 * </pre>
 *
 * Source: xen/include/public/io/domain_controller.h at 5c70ae783d.
 */
public final class BackendLayout {
    /** Make an interface, disconnected. */
    public static final int CREATE = 0;

    /** Remove a disconnected interface. */
    public static final int DESTROY = 1;

    /** Map what the guest offers and start. */
    public static final int CONNECT = 2;

    /** Finish what is in progress and unmap; answered when done. */
    public static final int DISCONNECT = 3;

    /** The backend tells that it came up or went down, or is asked whether it is up. */
    public static final int DRIVER_STATUS = 32;

    /** Bytes of DESTROY and DISCONNECT. */
    public static final int DESTROY_SIZE = 12;

    /** Bytes of DRIVER_STATUS. */
    public static final int DRIVER_STATUS_SIZE = 4;

    /** All but DRIVER_STATUS: u16, the guest. */
    public static final int DOMAIN = 0;

    /** All but DRIVER_STATUS: u32, the interface's number within the guest. */
    public static final int HANDLE = 4;

    /** DESTROY, DISCONNECT: u32, the result. */
    public static final int DESTROY_STATUS = 8;

    /** DRIVER_STATUS: down. */
    public static final int DOWN = 0;

    /** DRIVER_STATUS: up. */
    public static final int UP = 1;

    /** Result: done. */
    public static final int OKAY = 0;

    /** Result: it could not be done. */
    public static final int ERROR = 1;

    /** Result: the interface is there already. */
    public static final int INTERFACE_EXISTS = 2;

    /** Result: there is no such interface. */
    public static final int INTERFACE_NOT_FOUND = 3;

    /** Result: the interface is connected. */
    public static final int INTERFACE_CONNECTED = 4;

    private BackendLayout() {}
}
