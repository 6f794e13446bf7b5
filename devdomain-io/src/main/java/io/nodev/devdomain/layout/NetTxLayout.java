package io.nodev.devdomain.layout;

import io.nodev.common.ring.RingLayout;
import io.nodev.common.ring.SharedRing;
import io.nodev.hypervisor.memory.Memory;

/**
 * The transmit ring page: four indices, then 256 slots of 12 bytes.
 *
 * <pre>
 *  0         4         8         12        16
 * +---------+---------+---------+---------+-----------
 * | reqProd | reqCons | rspProd | rspEvent| slots ...
 * +---------+---------+---------+---------+-----------
 *
 *            0                4                8       10      12
 *           +----------------+----------------+-------+-------+
 *  request  | offset in page | grant reference|  id   | size  |
 *           +-------+---+----+----------------+-------+-------+
 *  response |  id   |st.|
 *           +-------+---+
 * </pre>
 *
 * The frontend writes reqProd and rspEvent, the backend reqCons and rspProd. reqCons tells the frontend whether the
 * backend may be asleep. Source: xen/include/public/io/netif.h at 5c70ae783d; offset and grant reference stand where that
 * one has a machine address.
 */
public final class NetTxLayout {
    private static final int FIRST_SLOT = 16;

    /** Where the indices are, and how many slots. */
    public static final RingLayout RING = new RingLayout(256, 12, 0, 8, 12, 4);

    /** u32: offset of the frame in its page. */
    public static final int REQUEST_OFFSET = 0;

    /**
     * u32: grant of that page, for reading. A grant is mapped when it is first used and then kept mapped: a reference that
     * is to name another page does so only after the interface was connected again.
     */
    public static final int REQUEST_REFERENCE = 4;

    /** u16: the frontend's number for it, echoed. */
    public static final int REQUEST_ID = 8;

    /** u16: bytes of the frame, Ethernet header included, check sequence not. */
    public static final int REQUEST_SIZE = 10;

    /** u16: the request's. */
    public static final int RESPONSE_ID = 0;

    /** s8: {@link #STATUS_OKAY} or negative. */
    public static final int RESPONSE_STATUS = 2;

    /** Taken; delivery is not promised. */
    public static final int STATUS_OKAY = 0;

    /** The request was refused. */
    public static final int STATUS_ERROR = -1;

    /** Defined and never sent. */
    public static final int STATUS_DROPPED = -2;

    private NetTxLayout() {}

    /** The ring in a page at an address. */
    public static SharedRing ring(Memory memory, int page) {
        return new SharedRing(memory, RING, page, page + FIRST_SLOT);
    }
}
