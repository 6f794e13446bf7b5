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
    public static final int CREATE = 0;

    /** Remove a disconnected interface. */
    public static final int DESTROY = 1;

    /** Map the rings and start. */
    public static final int CONNECT = 2;

    /** Finish what is in progress and unmap; answered when done. */
    public static final int DISCONNECT = 3;

    /** Change what the guest may send; at any time while the interface exists, and at once. */
    public static final int CREDIT_LIMIT = 4;

    /** The backend tells whether it is up, by itself or because it is asked. */
    public static final int DRIVER_STATUS = 32;

    /** Bytes of CREATE. */
    public static final int CREATE_SIZE = 20;

    /** Bytes of DESTROY and DISCONNECT. */
    public static final int DESTROY_SIZE = 12;

    /** Bytes of CONNECT. */
    public static final int CONNECT_SIZE = 32;

    /** Bytes of CREDIT_LIMIT. */
    public static final int CREDIT_LIMIT_SIZE = 20;

    /** Bytes of DRIVER_STATUS. */
    public static final int DRIVER_STATUS_SIZE = 4;

    /** u16: the guest's domain. */
    public static final int DOMAIN = 0;

    /** u32: the interface's number within the guest. */
    public static final int HANDLE = 4;

    /** CREATE: six octets. */
    public static final int CREATE_ADDRESS = 8;

    /** CREATE: result. */
    public static final int CREATE_STATUS = 16;

    /** DESTROY, DISCONNECT: result. */
    public static final int DESTROY_STATUS = 8;

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
    public static final int DOWN = 0;

    /** DRIVER_STATUS: the driver is up. */
    public static final int UP = 1;

    /** Result: done. */
    public static final int OKAY = 0;

    /** Result: something else is wrong. */
    public static final int ERROR = 1;

    /** Result: the interface exists. */
    public static final int INTERFACE_EXISTS = 2;

    /** Result: there is no such interface. */
    public static final int INTERFACE_NOT_FOUND = 3;

    /** Result: the interface is connected. */
    public static final int INTERFACE_CONNECTED = 4;

    /** Result: no memory. */
    public static final int OUT_OF_MEMORY = 5;

    /** Result: a ring page could not be mapped. */
    public static final int MAPPING_ERROR = 6;

    private NetifBackendLayout() {}
}
