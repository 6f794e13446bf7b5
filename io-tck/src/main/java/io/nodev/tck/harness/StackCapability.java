package io.nodev.tck.harness;

/**
 * What one stack does and the other need not. Every one counts as supported unless a harness says otherwise; what a stack
 * lacks is tested for its refusal, or for what it does instead.
 */
public enum StackCapability {
    /** Hardware addresses in the header are overwritten with the NIC's and the receiver's. */
    HEADER_STAMPING("header-stamping"),
    /** Frames go where rules over network addresses say; without it they are switched by hardware address. */
    VIRTUAL_FIREWALL_ROUTER("virtual-firewall-router"),
    /** Hypercalls 6, 10 and 11 are answered. */
    NETWORK_HYPERCALLS("network-hypercalls"),
    /** A guest may take every request back. */
    RING_FLUSH("ring-flush"),
    /** A guest may start its rings over. */
    RING_RESET("ring-reset"),
    /** A receive buffer is offered by the page-table entry that maps it. */
    PAGE_TABLE_RECEIVE("page-table-receive"),
    /** At most 101 frames wait for delivery in the whole machine. */
    BOUNDED_RECEIVE_QUEUE("bounded-receive-queue"),
    /** A domain has at most eight interfaces. */
    BOUNDED_VIFS("bounded-vifs"),
    /** A request that is refused has status 1, and one that names no destination 2; without it any refusal is -1. */
    RING_STATUS_CODES("ring-status-codes"),
    /** Only frames that reached the wire count as sent. */
    WIRE_COUNTERS("wire-counters"),
    /** The interface counts frames that found no buffer. */
    DROP_COUNTERS("drop-counters"),
    /** What a vif sends is limited by credit. */
    RATE_LIMIT("rate-limit"),
    /** What moves a guest's frames can fail, be stopped and be started again while guests run. */
    BACKEND_RESTART("backend-restart"),
    /** Credit that does not suffice for a frame is lost, as in 2004; without it, it is kept for the next period. */
    CREDIT_LOSS("credit-loss"),
    /** A segment of a block request may be longer than a page. */
    LONG_SEGMENTS("long-segments"),
    /** A VBD may be writable and not readable. */
    WRITE_ONLY_VBD("write-only-vbd"),
    /** A block request may consist of 22 pieces; without it, of 12. */
    TWENTY_TWO_PIECES("twenty-two-pieces"),
    /** A domain has block devices. */
    BLOCK_DEVICES("block-devices");

    private final String id;

    StackCapability(String id) {
        this.id = id;
    }

    /** The word used in messages and ledgers. */
    public String id() {
        return id;
    }
}
