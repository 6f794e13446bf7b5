package io.nodev.devdomain.layout;

/**
 * Control messages between the domain controller and a network backend. Offsets are within the payload; a domain id is
 * 2 bytes and 2 of padding, an address of a ring a grant reference in the low 4 of 8 bytes.
 *
 * <pre>
 * CREATE         0 domain  4 handle  8 address[6]  16 status                                20 bytes
 * DESTROY        0 domain  4 handle  8 status                                               12 bytes
 * CONNECT        0 domain  4 handle  8 tx ring  16 rx ring  24 port u16  28 status          32 bytes
 * DISCONNECT     0 domain  4 handle  8 status                                               12 bytes
 * CREDIT_LIMIT   0 domain  4 handle  8 bytes u32  12 period u32, us  16 status             20 bytes
 * DRIVER_STATUS  0 status                                                                    4 bytes
 * </pre>
 *
 * The controller asks, the backend fills in the status; DRIVER_STATUS is also told by a backend that comes up or goes down.
 * Source: xen/include/public/io/domain_controller.h at 5c70ae783d, where only frontends are asked for their status, and
 * which has no CREDIT_LIMIT: no message of 2004 set a rate. Ours is the one that came with the limiter, in the same file at
 * 047fb79307 (2005-03-02).
 */
public final class NetifBackendLayout {
    /** Make an interface, disconnected. */
    public static final int CREATE = BackendLayout.CREATE;

    /** Remove a disconnected interface. */
    public static final int DESTROY = BackendLayout.DESTROY;

    /** Map the rings and start. */
    public static final int CONNECT = BackendLayout.CONNECT;

    /** Finish what is in progress and unmap; answered when done. */
    public static final int DISCONNECT = BackendLayout.DISCONNECT;

    /** Change what the guest may send; at any time while the interface exists, and at once. */
    public static final int CREDIT_LIMIT = 4;

    /** The backend tells whether it is up, by itself or because it is asked. */
    public static final int DRIVER_STATUS = BackendLayout.DRIVER_STATUS;

    /** Bytes of CREATE. */
    public static final int CREATE_SIZE = 20;

    /** Bytes of DESTROY and DISCONNECT. */
    public static final int DESTROY_SIZE = BackendLayout.DESTROY_SIZE;

    /** Bytes of CONNECT. */
    public static final int CONNECT_SIZE = 32;

    /** Bytes of CREDIT_LIMIT. */
    public static final int CREDIT_LIMIT_SIZE = 20;

    /** Bytes of DRIVER_STATUS. */
    public static final int DRIVER_STATUS_SIZE = BackendLayout.DRIVER_STATUS_SIZE;

    /** u16: the guest's domain. */
    public static final int DOMAIN = BackendLayout.DOMAIN;

    /** u32: the interface's number within the guest. */
    public static final int HANDLE = BackendLayout.HANDLE;

    /** CREATE: six octets. */
    public static final int CREATE_ADDRESS = 8;

    /** CREATE: result. */
    public static final int CREATE_STATUS = 16;

    /** DESTROY, DISCONNECT: result. */
    public static final int DESTROY_STATUS = BackendLayout.DESTROY_STATUS;

    /** CONNECT: grant reference of the transmit ring page. */
    public static final int CONNECT_TX = 8;

    /** CONNECT: grant reference of the receive ring page. */
    public static final int CONNECT_RX = 16;

    /** CONNECT: the backend's port. */
    public static final int CONNECT_PORT = 24;

    /** CONNECT: result. */
    public static final int CONNECT_STATUS = 28;

    /** CREDIT_LIMIT, u32: bytes of a period; 0 closes the interface. */
    public static final int CREDIT_LIMIT_BYTES = 8;

    /** CREDIT_LIMIT, u32: length of a period in microseconds; 0 for no limit. */
    public static final int CREDIT_LIMIT_PERIOD = 12;

    /** CREDIT_LIMIT: result. */
    public static final int CREDIT_LIMIT_STATUS = 16;

    /** DRIVER_STATUS: the driver is down. */
    public static final int DOWN = BackendLayout.DOWN;

    /** DRIVER_STATUS: the driver is up. */
    public static final int UP = BackendLayout.UP;

    /** Result: done. */
    public static final int OKAY = BackendLayout.OKAY;

    /** Result: something else is wrong. */
    public static final int ERROR = BackendLayout.ERROR;

    /** Result: the interface exists. */
    public static final int INTERFACE_EXISTS = BackendLayout.INTERFACE_EXISTS;

    /** Result: there is no such interface. */
    public static final int INTERFACE_NOT_FOUND = BackendLayout.INTERFACE_NOT_FOUND;

    /** Result: the interface is connected. */
    public static final int INTERFACE_CONNECTED = BackendLayout.INTERFACE_CONNECTED;

    /** Result: no memory. */
    public static final int OUT_OF_MEMORY = 5;

    /** Result: a ring page could not be mapped. */
    public static final int MAPPING_ERROR = 6;

    private NetifBackendLayout() {}
}
