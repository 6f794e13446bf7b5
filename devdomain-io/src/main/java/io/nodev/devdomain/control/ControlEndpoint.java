package io.nodev.devdomain.control;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.ring.BackRing;
import io.nodev.common.ring.FrontRing;
import io.nodev.common.ring.SharedRing;
import io.nodev.common.stats.Counter;
import io.nodev.devdomain.layout.ControlRingLayout;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.sched.VirtualCpu;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One end of a control channel. Requests to the other side wait in a queue here while the ring is full; the other side's
 * requests go to a handler, which may change the payload and so answers. On the owning domain's virtual CPU only.
 *
 * <p>What the other side writes is copied once and only the copy is used. A side that sends nonsense gets an answer of
 * length 0; one whose index is impossible is not heard until it is possible again; one that never answers only fills its
 * own ring. The rings are looked at only after the port was notified.
 */
public final class ControlEndpoint implements VirtualCpu {
    /** The most requests that wait for room in the ring; beyond that the other side is not listening. */
    public static final int MAX_WAITING = 1024;

    /** Takes the other side's requests. */
    @FunctionalInterface
    public interface RequestHandler {
        /**
         * Handles a request in place: the message as it stands when it is answered is the answer.
         *
         * @param message a private copy
         * @return {@code true} to answer now, {@code false} if {@link ControlEndpoint#answer} will be called later
         */
        boolean handle(ControlMessage message);
    }

    /** Takes answers. */
    @FunctionalInterface
    public interface AnswerHandler {
        /** Takes the answer to one request; the message is valid during the call. */
        void answered(ControlMessage answer);
    }

    private record Waiting(ControlMessage message, AnswerHandler onAnswer) {}

    private final GuestKernel kernel;
    private final AddressSpace memory;
    private final int port;
    private final FrontRing requests;
    private final BackRing incoming;
    private final RequestHandler handler;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final AnswerHandler[] onAnswer = new AnswerHandler[256];
    private final ControlMessage copy = new ControlMessage();
    private final Counter violations = new Counter();
    private int nextId;
    private boolean open = true;
    private boolean notified = true;

    /**
     * The domain's end of its own channel.
     *
     * @param port this end's event port, already bound
     */
    public static ControlEndpoint ofDomain(GuestKernel kernel, int port, RequestHandler handler) {
        return new ControlEndpoint(kernel, kernel.sharedInfo(), port, true, handler);
    }

    /**
     * The controller's end of a domain's channel.
     *
     * @param sharedInfo where the controller has mapped that domain's shared-info page
     * @param port this end's event port, already bound
     */
    public static ControlEndpoint ofController(GuestKernel kernel, int sharedInfo, int port, RequestHandler handler) {
        return new ControlEndpoint(kernel, sharedInfo, port, false, handler);
    }

    private ControlEndpoint(GuestKernel kernel, int sharedInfo, int port, boolean domainSide, RequestHandler handler) {
        this.kernel = kernel;
        this.memory = kernel.memory();
        this.port = port;
        this.handler = handler;
        SharedRing toController = ControlRingLayout.toController(memory, sharedInfo);
        SharedRing toDomain = ControlRingLayout.toDomain(memory, sharedInfo);
        this.requests = new FrontRing(domainSide ? toController : toDomain);
        this.incoming = new BackRing(domainSide ? toDomain : toController);
        kernel.onPort(port, () -> notified = true);
    }

    /**
     * How often the other side claimed an impossible length, was found with an impossible index, answered what it was not
     * asked, or did what {@link #countViolation} was called for. From any thread.
     */
    public long violations() {
        return violations.get();
    }

    /** Counts an answer that makes no sense to whoever asked. */
    public void countViolation() {
        violations.increment();
    }

    /** Whether a request that is asked now is in the ring at once. */
    public boolean hasRoom() {
        return open && waiting.isEmpty() && requests.freeSlots() > 0;
    }

    /**
     * Asks the other side. Requests are sent in order.
     *
     * @param onAnswer called in a later turn
     * @return whether the request was queued; {@code false} if too many wait already, or the channel is closed
     */
    public boolean ask(ControlMessage message, AnswerHandler onAnswer) {
        if (!open || waiting.size() == MAX_WAITING) {
            return false;
        }
        waiting.add(new Waiting(message, onAnswer));
        sendWaiting();
        return true;
    }

    /** Forgets the other side: nothing more is sent, taken or answered. */
    public void close() {
        open = false;
        waiting.clear();
        kernel.onPort(port, null);
    }

    /** Takes answers and requests that are there. Returns {@code true} if the budget ran out first. */
    @Override
    public boolean run(int budget) {
        if (!open || !notified) {
            return false;
        }
        notified = false;
        takeAnswers();
        int left = budget;
        while (left > 0 && open && hasRequest()) {
            takeRequest();
            left--;
        }
        if (open) {
            sendWaiting();
        }
        notified |= left == 0 && open && hasRequest();
        return notified;
    }

    private boolean hasRequest() {
        if (incoming.isOverrun()) {
            violations.increment();
            return false;
        }
        return incoming.hasRequest();
    }

    private void takeAnswers() {
        while (requests.unconsumedResponses() > 0) {
            memory.read(requests.nextResponse(), copy.bytes(), 0, ControlMessage.SIZE);
            AnswerHandler handlerOfThis = onAnswer[copy.id()];
            onAnswer[copy.id()] = null;
            if (handlerOfThis == null) {
                violations.increment();
            } else {
                handlerOfThis.answered(copy);
            }
        }
    }

    private void takeRequest() {
        ControlMessage request = new ControlMessage();
        memory.read(incoming.nextRequest(), request.bytes(), 0, ControlMessage.SIZE);
        boolean sound = request.length() <= ControlMessage.MAX_LENGTH;
        if (!sound) {
            violations.increment();
            request.setLength(0);
        }
        if (!sound || handler.handle(request)) {
            answer(request);
        }
    }

    /** Answers a request that its handler put off. Each is answered once; order does not matter. */
    public void answer(ControlMessage request) {
        if (open) {
            memory.write(incoming.nextResponse(), request.bytes(), 0, ControlMessage.SIZE);
            incoming.pushResponses();
            kernel.send(port);
        }
    }

    /** The next that nobody waits for the answer to, unless the other side left so many unanswered that there is none. */
    private int takeId() {
        for (int i = 0; i < onAnswer.length && onAnswer[nextId & 0xFF] != null; i++) {
            nextId++;
        }
        return nextId++ & 0xFF;
    }

    private void sendWaiting() {
        boolean sent = false;
        while (!waiting.isEmpty() && requests.freeSlots() > 0) {
            Waiting next = waiting.remove();
            int id = takeId();
            next.message().setId(id);
            onAnswer[id] = next.onAnswer();
            memory.write(requests.nextRequest(), next.message().bytes(), 0, ControlMessage.SIZE);
            sent = true;
        }
        if (sent) {
            requests.pushRequests();
            kernel.send(port);
        }
    }
}
