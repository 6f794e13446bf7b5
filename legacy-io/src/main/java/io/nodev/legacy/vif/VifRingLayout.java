package io.nodev.legacy.vif;

import io.nodev.common.ring.RingLayout;
import io.nodev.hypervisor.domain.SharedInfoLayout;
import io.nodev.hypervisor.memory.MachineMemory;

/**
 * The page of a vif's two rings and the block of their indices, which lies in the shared-info page.
 *
 * <pre>
 * ring page       0  transmit slots, 256 of 8 bytes      index block   0  transmit request producer   guest
 *              2048  receive slots, 256 of 8 bytes                     4  transmit response producer  hypervisor
 *                                                                      8  transmit event              guest
 *                                                                     12  receive request producer    guest
 *                                                                     16  receive response producer   hypervisor
 *                                                                     20  receive event               guest
 *
 *                     0        2        4        5        8
 * transmit request    |   id   |  size  |  machine address |
 * transmit response   |   id   |status|
 * receive request     |   id   |        |  machine address of a page-table entry |
 * receive response    |   id   |  size  | status | offset |
 * </pre>
 *
 * Indices run freely and are taken modulo 256. A response overwrites an old request. {@code VIRQ_NET} is raised when a
 * producer index comes to equal its event index, not when it has passed it. Source:
 * xen/include/hypervisor-ifs/network.h at ddc87ed302.
 */
public final class VifRingLayout {
    /** Slots of either ring. */
    public static final int SLOTS = 256;

    /** Bytes of a slot. */
    public static final int SLOT_SIZE = 8;

    /** Offset of the first transmit slot in the ring page. */
    public static final int TRANSMIT_SLOTS = 0;

    /** Offset of the first receive slot in the ring page. */
    public static final int RECEIVE_SLOTS = 2048;

    /** Index block: how many transmit requests the guest has put. */
    public static final int TX_REQ_PROD = 0;

    /** Index block: how many transmit responses the hypervisor has put. */
    public static final int TX_RESP_PROD = 4;

    /** Index block: the transmit response that raises an event. */
    public static final int TX_EVENT = 8;

    /** Index block: how many receive requests the guest has put. */
    public static final int RX_REQ_PROD = 12;

    /** Index block: how many receive responses the hypervisor has put. */
    public static final int RX_RESP_PROD = 16;

    /** Index block: the receive response that raises an event. */
    public static final int RX_EVENT = 20;

    /** Any slot: u16, the guest's own number for the request, echoed. */
    public static final int ID = 0;

    /** Transmit request: u16, bytes of the frame. Receive response: u16, bytes of the frame, 0 if there is none. */
    public static final int SIZE = 2;

    /** Transmit request: u32, machine address of the frame. Receive request: u32, machine address of an entry. */
    public static final int ADDRESS = 4;

    /** Transmit response: u8, a {@link RingStatus}. */
    public static final int TX_STATUS = 2;

    /** Receive response: u8, a {@link RingStatus}. */
    public static final int RX_STATUS = 4;

    /** Receive response: u8, where in its page the frame starts. */
    public static final int RX_OFFSET = 5;

    /** The transmit ring relative to its index block. */
    public static final RingLayout TRANSMIT =
            new RingLayout(SLOTS, SLOT_SIZE, TX_REQ_PROD, TX_RESP_PROD, TX_EVENT, RingLayout.ABSENT);

    /** The receive ring relative to its index block. */
    public static final RingLayout RECEIVE =
            new RingLayout(SLOTS, SLOT_SIZE, RX_REQ_PROD, RX_RESP_PROD, RX_EVENT, RingLayout.ABSENT);

    private VifRingLayout() {}

    /** Where a vif's index block lies in the shared-info page. */
    public static int indexBlock(int vif) {
        return SharedInfoLayout.NET_INDEX + vif * SharedInfoLayout.NET_INDEX_STRIDE;
    }

    static int slot(int ringPage, int firstSlot, int index) {
        return MachineMemory.address(ringPage) + firstSlot + (index & SLOTS - 1) * SLOT_SIZE;
    }
}
