package io.nodev.devdomain.netback;

import io.nodev.common.machine.DropReason;
import io.nodev.common.ring.BackRing;
import io.nodev.common.ring.OverrunLimit;
import io.nodev.devdomain.bridge.BridgePort;
import io.nodev.devdomain.bridge.BridgedFrame;
import io.nodev.devdomain.bridge.PortDevice;
import io.nodev.devdomain.grant.GrantMapper;
import io.nodev.devdomain.grant.GrantedPages;
import io.nodev.devdomain.layout.NetRxLayout;
import io.nodev.devdomain.layout.NetTxLayout;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.MachineMemory;

/**
 * The backend's end of one guest interface, {@code vif<dom>.<idx>}. Frames from the guest enter the bridge here, frames
 * for it leave.
 *
 * <p>Source of checks and their order: linux-2.6.9-xen-sparse/drivers/xen/netback/netback.c at 5c70ae783d.
 */
public final class NetbackInterface implements PortDevice {
    private static final int FRAME_OFFSET = 2;

    private final Netback backend;
    private final FramePool shared;
    private final FramePool own = new FramePool(FramePool.OWN);
    private final int domain;
    private final int handle;
    private final NetbackStats stats = new NetbackStats();
    private final NetTxRequest txRequest = new NetTxRequest();
    private final NetRxRequest rxRequest = new NetRxRequest();
    private final OverrunLimit overrun = new OverrunLimit();
    private final AddressSpace memory;
    private final CreditLimiter credit;
    private BridgePort bridgePort;
    private GrantedPages guestPages;
    private BackRing tx;
    private BackRing rx;
    private int txPage;
    private int rxPage;
    private int txHandle = GrantMapper.REFUSED;
    private int rxHandle = GrantMapper.REFUSED;
    private int port;
    private int inProgress;
    private boolean txDirty;
    private boolean rxDirty;
    private boolean abandoned;

    NetbackInterface(Netback backend, int domain, int handle) {
        this.backend = backend;
        this.shared = backend.frames();
        this.domain = domain;
        this.handle = handle;
        this.memory = backend.kernel().memory();
        this.credit = new CreditLimiter(backend.clock());
    }

    void attach(BridgePort newPort) {
        bridgePort = newPort;
    }

    /** The guest's domain. */
    public int domain() {
        return domain;
    }

    /** The interface's number within the guest. */
    public int handle() {
        return handle;
    }

    /** Its end of the bridge. */
    public BridgePort bridgePort() {
        return bridgePort;
    }

    /** What was counted here. */
    public NetbackStats stats() {
        return stats;
    }

    /** What the guest may send. It stays through a disconnect, so that connecting again is no way to get credit. */
    CreditLimiter credit() {
        return credit;
    }

    /** Whether the guest's rings are mapped. */
    public boolean isConnected() {
        return tx != null;
    }

    /** Requests taken and not yet answered. */
    int inProgress() {
        return inProgress;
    }

    /**
     * Maps the guest's ring pages and opens the interface.
     *
     * @return whether both pages could be mapped; nothing stays mapped if not
     */
    boolean connect(int txReference, int rxReference, int newPort) {
        txPage = backend.kernel().mappings().take();
        rxPage = backend.kernel().mappings().take();
        txHandle = backend.mapper().map(domain, txReference, txPage, false);
        rxHandle = backend.mapper().map(domain, rxReference, rxPage, false);
        if (txHandle == GrantMapper.REFUSED || rxHandle == GrantMapper.REFUSED) {
            unmapRings();
            return false;
        }
        tx = new BackRing(NetTxLayout.ring(memory, txPage));
        rx = new BackRing(NetRxLayout.ring(memory, rxPage));
        guestPages = new GrantedPages(
                backend.mapper(), backend.kernel().mappings(), domain, Netback.MAPPED_PAGES_PER_INTERFACE);
        port = newPort;
        overrun.reset();
        bridgePort.open();
        return true;
    }

    /** Closes the interface. Requests in progress are finished first; the caller waits for {@link #inProgress}. */
    void close() {
        bridgePort.close();
    }

    /** Ends every mapping of the guest's pages. */
    void disconnect() {
        bridgePort.close();
        if (isConnected()) {
            backend.exchange().flush();
            push();
            guestPages.unmapAll();
            tx = null;
            rx = null;
            unmapRings();
        }
    }

    /** Ends every mapping of the guest's pages at once, and leaves the bridge; nothing more is answered. */
    void abandon() {
        abandoned = true;
        bridgePort.detach();
        if (isConnected()) {
            guestPages.unmapAll();
            tx = null;
            rx = null;
            unmapRings();
        }
    }

    /** Whether it was given up; then frames of its guest are there no more. */
    boolean isAbandoned() {
        return abandoned;
    }

    private void unmapRings() {
        unmapRing(txHandle, txPage);
        unmapRing(rxHandle, rxPage);
        txHandle = GrantMapper.REFUSED;
        rxHandle = GrantMapper.REFUSED;
    }

    private void unmapRing(int mapping, int page) {
        if (mapping != GrantMapper.REFUSED) {
            backend.mapper().unmap(mapping);
        }
        backend.kernel().mappings().give(page);
    }

    /** Whether a request waits that can be served now. */
    boolean canServe() {
        return hasRequest() && !(shared.isEmpty() && own.isEmpty());
    }

    /** Requests taken with frames of its own and not yet answered. */
    int ownFramesInProgress() {
        return own.inProgress();
    }

    /** Frames of its own are used last, so that they are there when others hold all that is shared. */
    private TransmittedFrame takeFrame() {
        return shared.isEmpty() ? own.take() : shared.take();
    }

    private boolean hasRequest() {
        return bridgePort.isOpen() && !credit.isWaiting() && tx.hasRequest() && mayTake();
    }

    /** Whether the guest's index, which may be anything, allows for another request. */
    private boolean mayTake() {
        if (overrun.begins(tx)) {
            stats.count(ProtocolViolation.INDEX_OVERRUN);
        }
        return overrun.allows(tx);
    }

    /**
     * Takes one transmit request and sends its frame through the bridge.
     *
     * <p>Credit is spent on every request of sound form, whatever then becomes of it; one that has to wait for credit stays
     * in the ring, and those behind it as well. Its slot is copied anew when its time has come.
     *
     * @return {@code false} if none waits, or the backend has no buffer or the interface no credit left, so that nothing was
     *     taken
     */
    boolean serveOne() {
        if (!hasRequest()) {
            return false;
        }
        TransmittedFrame frame = takeFrame();
        if (frame == null) {
            return false;
        }
        txRequest.copyFrom(memory, tx.peekRequest());
        ProtocolViolation violation = txRequest.violation();
        if (violation == null && !credit.charge(txRequest.size())) {
            frame.giveBack();
            backend.awaitCredit(credit);
            return false;
        }
        tx.nextRequest();
        int address = check(violation);
        if (address == GrantedPages.REFUSED) {
            frame.giveBack();
            respond(txRequest.id(), NetTxLayout.STATUS_ERROR);
            return true;
        }
        inProgress++;
        guestPages.hold(txRequest.reference());
        frame.begin(this, txRequest, memory, address + txRequest.offset());
        bridgePort.receive(frame);
        frame.release();
        return true;
    }

    /** The address of the page that a sound request names; otherwise the violation is counted. */
    private int check(ProtocolViolation violation) {
        int address = violation == null ? guestPages.readable(txRequest.reference()) : GrantedPages.REFUSED;
        if (address == GrantedPages.REFUSED) {
            stats.count(violation == null ? ProtocolViolation.BAD_GRANT : violation);
            stats.count(DropReason.BAD_REQUEST);
        }
        return address;
    }

    /** The frame has left the device domain: its page is the guest's again. */
    void complete(TransmittedFrame frame) {
        if (abandoned) {
            frame.giveBack();
            return;
        }
        inProgress--;
        guestPages.release(frame.reference());
        respond(frame.id(), NetTxLayout.STATUS_OKAY);
        frame.giveBack();
        backend.needsPush();
    }

    private void respond(int id, int status) {
        int slot = tx.nextResponse();
        memory.putShort(slot + NetTxLayout.RESPONSE_ID, (short) id);
        memory.putByte(slot + NetTxLayout.RESPONSE_STATUS, (byte) status);
        txDirty = true;
    }

    /** {@inheritDoc} Drops, and counts, a frame that the guest has no buffer for. */
    @Override
    public void send(BridgedFrame frame, boolean last) {
        if (!hasBuffer()) {
            stats.count(DropReason.NO_RECEIVE_BUFFER);
            return;
        }
        if (backend.exchange().isFull()) {
            backend.exchange().flush();
        }
        rxRequest.copyFrom(memory, rx.nextRequest());
        backend.exchange().add(this, rxRequest, place(frame, last), frame.length());
        backend.needsPush();
    }

    private boolean hasBuffer() {
        if (rx.isOverrun()) {
            stats.count(ProtocolViolation.INDEX_OVERRUN);
            return false;
        }
        return rx.hasRequest();
    }

    /** Brings the frame into the page that will change hands; returns its offset there. */
    private int place(BridgedFrame frame, boolean last) {
        if (last && frame.take()) {
            int offset = MachineMemory.offset(frame.virtualAddress());
            int spare = backend.exchange().swapPage(frame.virtualAddress() - offset);
            backend.kernel().pages().give(spare);
            if (frame.isRewritten()) {
                memory.write(frame.virtualAddress(), frame.header(), 0, frame.headerLength());
            }
            return offset;
        }
        int page = backend.exchange().page();
        int checked = frame.headerLength();
        memory.write(page + FRAME_OFFSET, frame.header(), 0, checked);
        if (frame.length() > checked) {
            memory.copy(frame.virtualAddress() + checked, page + FRAME_OFFSET + checked, frame.length() - checked);
        }
        return FRAME_OFFSET;
    }

    /** The private indices of both rings, for a report; on the domain's virtual CPU. */
    public String ringState() {
        return isConnected()
                ? "tx " + indices(tx) + ", rx " + indices(rx) + ", in progress " + inProgress + rate()
                : "not connected" + rate();
    }

    private String rate() {
        return credit.isLimited()
                ? ", rate " + credit.creditBytes() + " bytes each " + credit.creditPeriodMicros() + " us, left "
                        + credit.remaining()
                : "";
    }

    private static String indices(BackRing ring) {
        return "reqCons " + Integer.toUnsignedString(ring.requestIndex()) + " rspProd "
                + Integer.toUnsignedString(ring.responseIndex());
    }

    void answerReceived(int id, int reference, int offset, int length) {
        answer(id, reference, offset, length);
    }

    void answerRefused(int id, int reference) {
        stats.count(ProtocolViolation.BAD_RECEIVE_BUFFER);
        stats.count(DropReason.BAD_RECEIVE_BUFFER);
        answer(id, reference, 0, NetRxLayout.STATUS_ERROR);
    }

    private void answer(int id, int reference, int offset, int status) {
        if (rx == null) {
            return;
        }
        int slot = rx.nextResponse();
        memory.putInt(slot + NetRxLayout.RESPONSE_OFFSET, offset);
        memory.putInt(slot + NetRxLayout.RESPONSE_REFERENCE, reference);
        memory.putShort(slot + NetRxLayout.RESPONSE_ID, (short) id);
        memory.putShort(slot + NetRxLayout.RESPONSE_STATUS, (short) status);
        rxDirty = true;
    }

    /**
     * Publishes what was answered, notifies the guest at most once, and shows how far requests were taken. If this domain was
     * killed meanwhile nothing is published: its last hypercalls failed for that, not for what the guest asked.
     */
    void push() {
        if (!isConnected() || !backend.kernel().gate().isAlive()) {
            return;
        }
        boolean notify = txDirty && tx.pushResponses();
        notify |= rxDirty && rx.pushResponses();
        txDirty = false;
        rxDirty = false;
        if (notify) {
            backend.kernel().send(port);
        }
        tx.showProgress();
    }
}
