package io.nodev.devdomain.layout;

/**
 * Control messages between the domain controller and a block backend. Offsets are within the payload; a domain id is 2 bytes
 * and 2 of padding, the address of the ring a grant reference in the low 4 of 8 bytes.
 *
 * <pre>
 * CREATE         0 domain  4 handle  8 status                                               12 bytes
 * DESTROY        0 domain  4 handle  8 status                                               12 bytes
 * CONNECT        0 domain  4 handle  8 ring  16 port u32  20 status                         24 bytes
 * DISCONNECT     0 domain  4 handle  8 status                                               12 bytes
 * VBD_CREATE     0 domain  4 handle  8 device u16  10 read-only u16  12 status              16 bytes
 * VBD_DESTROY    0 domain  4 handle  8 device u16  12 status                                16 bytes
 * VBD_GROW       0 domain  4 handle  8 start u64  16 sectors u64  24 disk u16
 *                28 device u16  32 status                                                   36 bytes
 * VBD_SHRINK     0 domain  4 handle  8 device u16  12 status                                16 bytes
 * DRIVER_STATUS  0 status                                                                    4 bytes
 * </pre>
 *
 * The controller asks, the backend fills in the status; DRIVER_STATUS is also told by a backend that comes up or goes down.
 * Source: xen/include/public/io/domain_controller.h at 5c70ae783d.
 */
public final class BlkifBackendLayout {
    /** Make an interface, disconnected and without VBDs. */
    public static final int CREATE = BackendLayout.CREATE;

    /** Remove a disconnected interface with its VBDs. */
    public static final int DESTROY = BackendLayout.DESTROY;

    /** Map the ring and start. */
    public static final int CONNECT = BackendLayout.CONNECT;

    /** Finish what is in progress and unmap; answered when done. */
    public static final int DISCONNECT = BackendLayout.DISCONNECT;

    /** Make a VBD without extents. */
    public static final int VBD_CREATE = 4;

    /** Remove a VBD. */
    public static final int VBD_DESTROY = 5;

    /** Append an extent to a VBD. */
    public static final int VBD_GROW = 6;

    /** Remove the last extent of a VBD. */
    public static final int VBD_SHRINK = 7;

    /** The backend tells whether it is up, by itself or because it is asked. */
    public static final int DRIVER_STATUS = BackendLayout.DRIVER_STATUS;

    /** Bytes of CREATE. */
    public static final int CREATE_SIZE = 12;

    /** Bytes of DESTROY and DISCONNECT. */
    public static final int DESTROY_SIZE = BackendLayout.DESTROY_SIZE;

    /** Bytes of CONNECT. */
    public static final int CONNECT_SIZE = 24;

    /** Bytes of VBD_CREATE, VBD_DESTROY and VBD_SHRINK. */
    public static final int VBD_SIZE = 16;

    /** Bytes of VBD_GROW. */
    public static final int VBD_GROW_SIZE = 36;

    /** Bytes of DRIVER_STATUS. */
    public static final int DRIVER_STATUS_SIZE = BackendLayout.DRIVER_STATUS_SIZE;

    /** u16: the guest's domain. */
    public static final int DOMAIN = BackendLayout.DOMAIN;

    /** u32: the interface's number within the guest. */
    public static final int HANDLE = BackendLayout.HANDLE;

    /** CREATE: result. */
    public static final int CREATE_STATUS = 8;

    /** DESTROY, DISCONNECT: result. */
    public static final int DESTROY_STATUS = BackendLayout.DESTROY_STATUS;

    /** CONNECT: grant reference of the ring page. */
    public static final int CONNECT_RING = 8;

    /** CONNECT, u32: the backend's port. */
    public static final int CONNECT_PORT = 16;

    /** CONNECT: result. */
    public static final int CONNECT_STATUS = 20;

    /** VBD_CREATE, VBD_DESTROY, VBD_SHRINK, u16: number of the VBD. */
    public static final int VBD_DEVICE = 8;

    /** VBD_CREATE, u16: not 0 if the guest may not write. */
    public static final int VBD_READ_ONLY = 10;

    /** VBD_CREATE, VBD_DESTROY, VBD_SHRINK: result. */
    public static final int VBD_STATUS = 12;

    /** VBD_GROW, u64: first sector of the disk. */
    public static final int GROW_START = 8;

    /** VBD_GROW, u64: how many sectors. */
    public static final int GROW_SECTORS = 16;

    /** VBD_GROW, u16: number of the disk. */
    public static final int GROW_DISK = 24;

    /** VBD_GROW, u16: number of the VBD. */
    public static final int GROW_DEVICE = 28;

    /** VBD_GROW: result. */
    public static final int GROW_STATUS = 32;

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

    /** Result: the VBD exists. */
    public static final int VBD_EXISTS = 5;

    /** Result: there is no such VBD. */
    public static final int VBD_NOT_FOUND = 6;

    /** Result: no memory. */
    public static final int OUT_OF_MEMORY = 7;

    /** Result: there is no such extent: the disk is not the backend's, or the VBD has none to remove. */
    public static final int EXTENT_NOT_FOUND = 8;

    /** Result: the ring page could not be mapped. */
    public static final int MAPPING_ERROR = 9;

    private BlkifBackendLayout() {}
}
