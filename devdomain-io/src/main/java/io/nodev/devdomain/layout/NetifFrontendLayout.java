package io.nodev.devdomain.layout;

/**
 * Control messages between the domain controller and a network frontend. Offsets are within the payload.
 *
 * <pre>
 * INTERFACE_STATUS   0 handle  4 status  8 port u16  10 address[6]  16 backend u16    18 bytes, to the guest
 * DRIVER_STATUS      0 status  4 number of interfaces                                  8 bytes, both ways
 * INTERFACE_CONNECT  0 handle  8 tx ring  16 rx ring                                  24 bytes, from the guest
 * </pre>
 *
 * Source: xen/include/public/io/domain_controller.h at 5c70ae783d.
 */
public final class NetifFrontendLayout {
    /** The controller tells where an interface stands. */
    public static final int INTERFACE_STATUS = FrontendLayout.INTERFACE_STATUS;

    /** The guest tells that its driver is up; the controller answers with the number of interfaces. */
    public static final int DRIVER_STATUS = FrontendLayout.DRIVER_STATUS;

    /** The guest offers the rings of an interface. */
    public static final int INTERFACE_CONNECT = FrontendLayout.INTERFACE_CONNECT;

    /** Bytes of INTERFACE_STATUS. */
    public static final int INTERFACE_STATUS_SIZE = 18;

    /** Bytes of DRIVER_STATUS. */
    public static final int DRIVER_STATUS_SIZE = FrontendLayout.DRIVER_STATUS_SIZE;

    /** Bytes of INTERFACE_CONNECT. */
    public static final int INTERFACE_CONNECT_SIZE = 24;

    /** u32: the interface's number within the guest. */
    public static final int HANDLE = FrontendLayout.HANDLE;

    /** INTERFACE_STATUS: u32, one of the four states. */
    public static final int STATUS = FrontendLayout.STATUS;

    /** INTERFACE_STATUS: u16, the guest's port when connected. */
    public static final int PORT = FrontendLayout.PORT;

    /**
     * INTERFACE_STATUS disconnected: u16, how often the backend was lost, which the guest's offer repeats; so an offer to the
     * backend before is not taken for one to this. In 2004 the place had no meaning here.
     */
    public static final int LOSSES = FrontendLayout.LOSSES;

    /** INTERFACE_STATUS: six octets. */
    public static final int ADDRESS = 10;

    /** INTERFACE_STATUS: u16, the backend's domain. */
    public static final int BACKEND = 16;

    /** INTERFACE_CONNECT: u16, what was told as {@link #LOSSES}; padding in 2004. */
    public static final int OFFER_LOSSES = FrontendLayout.OFFER_LOSSES;

    /** INTERFACE_CONNECT: grant reference of the transmit ring page. */
    public static final int TX = 8;

    /** INTERFACE_CONNECT: grant reference of the receive ring page. */
    public static final int RX = 16;

    /** DRIVER_STATUS: u32, up or down. */
    public static final int DRIVER = FrontendLayout.DRIVER;

    /** DRIVER_STATUS: u32, how many interfaces. */
    public static final int INTERFACES = FrontendLayout.INTERFACES;

    /** State: the backend's end is gone. */
    public static final int CLOSED = FrontendLayout.CLOSED;

    /** State: the backend waits for rings. */
    public static final int DISCONNECTED = FrontendLayout.DISCONNECTED;

    /** State: frames flow. */
    public static final int CONNECTED = FrontendLayout.CONNECTED;

    /** State: something about the interface changed. */
    public static final int CHANGED = FrontendLayout.CHANGED;

    private NetifFrontendLayout() {}
}
