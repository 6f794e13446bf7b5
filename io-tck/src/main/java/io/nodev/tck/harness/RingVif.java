package io.nodev.tck.harness;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.hypervisor.memory.MachineMemory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A raw vif over two rings in its domain's memory; a stack says what is in a slot. */
public abstract class RingVif implements RawVif {
    private final MachineUnderTest machine;
    private final GuestKernel kernel;
    private final int index;
    private final int[] transmitPages = new int[SLOTS];
    private final int[] receivePages = new int[SLOTS];
    private final Deque<Integer> freeBuffers = new ArrayDeque<>();
    private final AtomicInteger notifications = new AtomicInteger();
    private RawRing transmit;
    private RawRing receive;

    /** A vif of a domain whose system is {@code kernel}; not connected yet. */
    protected RingVif(MachineUnderTest machine, GuestKernel kernel, int index) {
        this.machine = machine;
        this.kernel = kernel;
        this.index = index;
        freeEveryBuffer();
    }

    private void freeEveryBuffer() {
        freeBuffers.clear();
        for (int id = 0; id < SLOTS; id++) {
            freeBuffers.add(id);
        }
    }

    /** Sets the rings; both start at index 0. */
    protected final void connect(RawRing transmitRing, RawRing receiveRing) {
        transmit = transmitRing;
        receive = receiveRing;
        setEvents();
    }

    private void setEvents() {
        transmit.setEvent(0);
        receive.setEvent(0);
    }

    /** The rings, empty, are another backend's: both start at index 0 again, and no buffer is posted. */
    protected final void reconnect() {
        resetRings();
        setEvents();
        freeEveryBuffer();
        for (int id = 0; id < SLOTS; id++) {
            renew(id);
        }
    }

    /** The domain's system. */
    protected final GuestKernel kernel() {
        return kernel;
    }

    /** The machine. */
    protected final MachineUnderTest machine() {
        return machine;
    }

    /** To be called when this vif is notified. */
    protected final void notified() {
        notifications.incrementAndGet();
    }

    /** Both rings. */
    protected final void resetRings() {
        transmit.reset();
        receive.reset();
    }

    /** Shows every request put so far without telling anybody. */
    protected final void publish() {
        transmit.publish();
        receive.publish();
    }

    /** Writes a transmit request into a slot; its frame lies in the page. */
    protected abstract void writeTransmit(int slot, TxRequest request, int page);

    /** Reads a transmit response. */
    protected abstract TxResponse readTransmit(int slot);

    /** Writes a receive request for a page into a slot. */
    protected abstract void writeReceive(int slot, int id, int page);

    /** Reads a receive response, the frame included. */
    protected abstract RxResponse readReceive(int slot);

    /** Tells the other side to look. */
    protected abstract void tell();

    /** The fields of a transmit request in its slot, each named after {@code tx.}. */
    protected abstract List<SharedField> transmitFields(RawRing ring);

    /** The fields of a receive request in its slot, each named after {@code rx.}. */
    protected abstract List<SharedField> receiveFields(RawRing ring);

    /** Brings a buffer into the state in which it may be posted, whatever became of it. */
    protected void renew(int id) {}

    /** Takes back what is posted, where that can be done, so that the shared indices say all. */
    protected void takeBack() {}

    /**
     * What this vif normally does, for a guest that lies.
     *
     * @param frames makes what it sends
     * @param headers what can be lied in there
     */
    public final List<HostileStep> hostileSteps(Function<Random, byte[]> frames, List<HeaderField> headers) {
        return List.of(
                new HostileRing.Transmit(this, transmit, frames),
                new HostileRing.Headers(this, transmit, frames, headers),
                new HostileRing.Receive(this, receive));
    }

    final RawRing transmitRing() {
        return transmit;
    }

    final RawRing receiveRing() {
        return receive;
    }

    final void putTransmit(TxRequest request) {
        int page = transmitPageOf(request.id());
        kernel.memory().write(page + request.offset(), request.frame(), 0, request.frame().length);
        writeTransmit(transmit.nextRequest(), request, page);
    }

    final void putReceive(int id) {
        renew(id);
        writeReceive(receive.nextRequest(), id, receivePage(id));
    }

    /** The page of a receive buffer, taken when first needed. */
    protected final int receivePage(int id) {
        receivePages[id] = receivePages[id] == 0 ? kernel.pages().take() : receivePages[id];
        return receivePages[id];
    }

    /** The page of a frame to be sent, taken when first needed. */
    final int transmitPageOf(int id) {
        transmitPages[id] = transmitPages[id] == 0 ? kernel.pages().take() : transmitPages[id];
        return transmitPages[id];
    }

    /** Does something in the domain's turn. */
    protected final void inTurn(Runnable action) {
        machine.onDomain(domain(), () -> {
            action.run();
            return null;
        });
    }

    @Override
    public final int domain() {
        return kernel.gate().domain();
    }

    @Override
    public final int index() {
        return index;
    }

    @Override
    public final void fill(TxRequest request) {
        inTurn(() -> {
            int page = transmitPageOf(request.id());
            int room = MachineMemory.PAGE_SIZE - request.offset();
            kernel.memory().write(page + request.offset(), request.frame(), 0, Math.min(room, request.frame().length));
            writeTransmit(transmit.nextRequest(), request, page);
        });
    }

    @Override
    public final void push() {
        inTurn(() -> {
            publish();
            tell();
        });
    }

    @Override
    public final List<TxResponse> takeTxResponses() {
        return machine.onDomain(domain(), () -> {
            List<TxResponse> taken = new ArrayList<>();
            while (transmit.responses() > 0) {
                taken.add(readTransmit(transmit.nextResponse()));
            }
            return taken;
        });
    }

    @Override
    public final byte[] transmitPage(int id) {
        return machine.onDomain(domain(), () -> {
            byte[] page = new byte[MachineMemory.PAGE_SIZE];
            kernel.memory().read(transmitPageOf(id), page, 0, page.length);
            return page;
        });
    }

    @Override
    public final void setTxEvent(int distance) {
        inTurn(() -> transmit.setEvent(distance));
    }

    @Override
    public final int notifications() {
        return notifications.get();
    }

    @Override
    public final void postRx(int buffers) {
        inTurn(() -> {
            for (int i = 0; i < buffers; i++) {
                int id = takeFreeBuffer();
                writeReceive(receive.nextRequest(), id, receivePage(id));
            }
        });
    }

    /** The id of a buffer that is not posted. */
    protected final int takeFreeBuffer() {
        if (freeBuffers.isEmpty()) {
            throw new IllegalStateException("every buffer is posted: slots=" + SLOTS);
        }
        return freeBuffers.remove();
    }

    /** The next receive request's slot. */
    protected final int nextReceive() {
        return receive.nextRequest();
    }

    @Override
    public final List<RxResponse> takeRx() {
        return machine.onDomain(domain(), () -> {
            List<RxResponse> taken = new ArrayList<>();
            while (receive.responses() > 0) {
                RxResponse response = readReceive(receive.nextResponse());
                freeBuffers.add(response.id());
                taken.add(response);
            }
            return taken;
        });
    }
}
