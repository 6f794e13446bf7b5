package io.nodev.tck.reference;

import io.nodev.common.packet.MacAddress;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.tck.harness.RawVif;
import io.nodev.tck.harness.RxResponse;
import io.nodev.tck.harness.TxRequest;
import io.nodev.tck.harness.TxResponse;
import io.nodev.tck.harness.VifCounters;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** A vif whose rings are queues. A broken one overrides a step. */
class ReferenceVif implements RawVif {
    private static final int PAGE = 4096;
    private static final int SHORTEST = 35;
    private static final int LONGEST = 1514;
    private static final int REFUSED = -1;

    private final ReferenceMachine machine;
    private final int domain;
    private final int index;
    private final MacAddress address;
    private final byte[][] pages = new byte[SLOTS][PAGE];
    private final Deque<TxRequest> filled = new ArrayDeque<>();
    private final Deque<TxRequest> requests = new ArrayDeque<>();
    private final Deque<TxRequest> held = new ArrayDeque<>();
    private final Deque<TxResponse> responses = new ArrayDeque<>();
    private final Deque<Integer> freeBuffers = new ArrayDeque<>();
    private final Deque<Integer> postedLater = new ArrayDeque<>();
    private final Deque<Integer> posted = new ArrayDeque<>();
    private final Deque<RxResponse> received = new ArrayDeque<>();
    private int produced;
    private int taken;
    private int event;
    private int notifications;
    private long sent;
    private long delivered;
    private long dropped;
    private boolean connected = true;

    ReferenceVif(ReferenceMachine machine, int domain, int index, MacAddress address) {
        this.machine = machine;
        this.domain = domain;
        this.index = index;
        this.address = address;
        for (int id = 0; id < SLOTS; id++) {
            freeBuffers.add(id);
        }
    }

    @Override
    public int domain() {
        return domain;
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public MacAddress address() {
        return address;
    }

    @Override
    public void fill(TxRequest request) {
        int room = PAGE - request.offset();
        System.arraycopy(
                request.frame(), 0, pages[request.id()], request.offset(), Math.min(room, request.frame().length));
        filled.add(request);
    }

    @Override
    public void push() {
        requests.addAll(filled);
        filled.clear();
        posted.addAll(postedLater);
        postedLater.clear();
    }

    /** Takes what is in the ring; a frame held by the wire is answered later. */
    boolean serve() {
        boolean worked = false;
        while (connected && !held.isEmpty() && !machine.holdsWire()) {
            respond(new TxResponse(held.remove().id(), 0));
            worked = true;
        }
        while (connected && !requests.isEmpty() && held.size() < SLOTS) {
            serve(requests.element());
            requests.remove();
            worked = true;
        }
        return worked;
    }

    boolean isConnected() {
        return connected;
    }

    /** What moves its frames is down: what was not answered waits, and buffers come back. */
    void disconnect() {
        if (connected) {
            connected = false;
            requeue(List.copyOf(held));
            held.clear();
            freeBuffers.addAll(posted);
            posted.clear();
        }
    }

    /** Puts requests again that were taken and not answered. */
    void requeue(List<TxRequest> unanswered) {
        requests.addAll(unanswered);
    }

    /** What moves its frames is up again. */
    void connect() {
        if (!connected) {
            connected = true;
            repost(freeBuffers.size());
        }
    }

    /** Posts buffers that came back. */
    void repost(int buffers) {
        postRx(buffers);
        push();
    }

    private void serve(TxRequest request) {
        boolean good =
                request.size() >= SHORTEST && request.size() <= LONGEST && request.offset() + request.size() < PAGE;
        if (!good) {
            respond(new TxResponse(request.id(), refusal()));
            return;
        }
        sent++;
        byte[] page = pages[request.id()];
        byte[] frame = Arrays.copyOfRange(page, request.offset(), request.offset() + request.size());
        boolean onWire = send(frame);
        if (onWire && machine.holdsWire()) {
            held.add(request);
        } else {
            respond(new TxResponse(request.id(), 0));
        }
    }

    /** The status of a bad request. */
    int refusal() {
        return REFUSED;
    }

    /** Sends a frame; returns whether it went to the wire. */
    boolean send(byte[] frame) {
        return machine.carry(address, frame);
    }

    /** Answers a request. */
    void respond(TxResponse response) {
        responses.add(response);
        produced++;
        if (produced == event) {
            raise();
        }
    }

    /** Notifies the guest. */
    void raise() {
        notifications++;
    }

    /** Takes a frame for the guest. */
    void receive(byte[] frame) {
        if (posted.isEmpty()) {
            dropped++;
            return;
        }
        delivered++;
        received.add(new RxResponse(posted.remove(), 0, frame, restOfPage(frame)));
    }

    /** What the guest finds around a frame in its page. */
    byte[] restOfPage(byte[] frame) {
        return new byte[MachineMemory.PAGE_SIZE - frame.length];
    }

    @Override
    public List<TxResponse> takeTxResponses() {
        List<TxResponse> all = new ArrayList<>(responses);
        taken += all.size();
        responses.clear();
        return all;
    }

    @Override
    public byte[] transmitPage(int id) {
        return pages[id].clone();
    }

    @Override
    public void setTxEvent(int distance) {
        event = taken + distance;
    }

    @Override
    public int notifications() {
        return notifications;
    }

    @Override
    public void postRx(int buffers) {
        for (int i = 0; i < buffers; i++) {
            postedLater.add(freeBuffers.remove());
        }
    }

    @Override
    public List<RxResponse> takeRx() {
        List<RxResponse> all = new ArrayList<>(received);
        all.forEach(response -> freeBuffers.add(response.id()));
        received.clear();
        return all;
    }

    @Override
    public VifCounters counters() {
        return new VifCounters(sent, delivered, dropped);
    }
}
