package io.nodev.devdomain.layout;

import io.nodev.common.ring.RingLayout;
import io.nodev.common.ring.SharedRing;
import io.nodev.hypervisor.memory.Memory;

/**
 * The receive ring page: three indices, then 256 slots of 12 bytes.
 *
 * <pre>
 *  0         4         8         12
 * +---------+---------+---------+-----------
 * | reqProd | rspProd | rspEvent| slots ...
 * +---------+---------+---------+-----------
 *
 *            0       2       4                8       10      12
 *           +-------+-------+----------------+-------+-------+
 *  request  |  id   |       | grant reference|
 *           +-------+-------+----------------+-------+-------+
 *  response | offset in page| grant reference|  id   | status|
 *           +---------------+----------------+-------+-------+
 * </pre>
 *
 * The reference of a request offers a page for exchange; after a response with a positive status, the grant names the
 * page that came in return. Source: xen/include/public/io/netif.h at 5c70ae783d; the references are ours.
 */
public final class NetRxLayout {
    private static final int FIRST_SLOT = 12;

    /** Where the indices are, and how many slots. */
    public static final RingLayout RING = new RingLayout(256, 12, 0, 4, 8, RingLayout.ABSENT);

    /** u16: the frontend's number for it, echoed. */
    public static final int REQUEST_ID = 0;

    /** u32: grant that offers a page for exchange. */
    public static final int REQUEST_REFERENCE = 4;

    /** u32: offset of the frame in the page that came. */
    public static final int RESPONSE_OFFSET = 0;

    /** u32: the request's. */
    public static final int RESPONSE_REFERENCE = 4;

    /** u16: the request's. */
    public static final int RESPONSE_ID = 8;

    /** s16: above 0 the frame's length, else {@link #STATUS_ERROR}. */
    public static final int RESPONSE_STATUS = 10;

    /** The buffer could not be exchanged. */
    public static final int STATUS_ERROR = -1;

    private NetRxLayout() {}

    /** The ring in a page at an address. */
    public static SharedRing ring(Memory memory, int page) {
        return new SharedRing(memory, RING, page, page + FIRST_SLOT);
    }
}
