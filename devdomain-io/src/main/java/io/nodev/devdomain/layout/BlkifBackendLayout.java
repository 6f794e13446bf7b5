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
    public static final int CREATE = 0;

    /** Remove a disconnected interface with its VBDs. */
    public static final int DESTROY = 1;

    /** Map the ring and start. */
    public static final int CONNECT = 2;

    /** Finish what is in progress and unmap; answered when done. */
    public static final int DISCONNECT = 3;

    /** Make a VBD without extents. */
    public static final int VBD_CREATE = 4;

    /** Remove a VBD. */
    public static final int VBD_DESTROY = 5;

    /** Append an extent to a VBD. */
    public static final int VBD_GROW = 6;

    /** Remove the last extent of a VBD. */
    public static final int VBD_SHRINK = 7;

    /** The backend tells whether it is up, by itself or because it is asked. */
    public static final int DRIVER_STATUS = 32;

    /** Bytes of CREATE. */
    public static final int CREATE_SIZE = 12;

    /** Bytes of DESTROY and DISCONNECT. */
    public static final int DESTROY_SIZE = 12;

    /** Bytes of CONNECT. */
    public static final int CONNECT_SIZE = 24;

    /** Bytes of VBD_CREATE, VBD_DESTROY and VBD_SHRINK. */
    public static final int VBD_SIZE = 16;

    /** Bytes of VBD_GROW. */
    public static final int VBD_GROW_SIZE = 36;

    /** Bytes of DRIVER_STATUS. */
    public static final int DRIVER_STATUS_SIZE = 4;

    /** u16: the guest's domain. */
    public static final int DOMAIN = 0;

    /** u32: the interface's number within the guest. */
    public static final int HANDLE = 4;

    /** CREATE: result. */
    public static final int CREATE_STATUS = 8;

    /** DESTROY, DISCONNECT: result. */
    public static final int DESTROY_STATUS = 8;

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
