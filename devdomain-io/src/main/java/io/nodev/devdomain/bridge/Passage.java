package io.nodev.devdomain.bridge;

/**
 * One frame on its way through the hooks of a bridge, with the copies that are under way to two ports at a time. One object
 * serves frame after frame.
 */
final class Passage {
    /** How often a frame is forwarded by rules before it is given up: they lead in a circle. */
    private static final int MOST_HOPS = 3;

    private final Bridge bridge;
    private final FrameHooks hooks;
    private HookedFrame whole;
    private HookedFrame nextCopy;
    private HookedFrame pendingCopy;
    private BridgedFrame source;
    private BridgePort in;
    private BridgePort destination;
    private boolean active;
    private int hops;

    Passage(Bridge bridge, FrameHooks hooks) {
        this.bridge = bridge;
        this.hooks = hooks;
    }

    void begin(BridgePort port, BridgedFrame frame) {
        in = port;
        source = frame;
        hops = 0;
        active = hooks.isActive();
        if (active) {
            if (whole == null) {
                whole = hooks.newFrame();
                nextCopy = hooks.newFrame();
                pendingCopy = hooks.newFrame();
            }
            whole.begin(frame);
        }
    }

    /** The port it came in by; the own port, once a rule had that send it. */
    BridgePort in() {
        return in;
    }

    /** The header as rules left it. */
    byte[] header() {
        return active ? whole.header() : source.header();
    }

    /** Asks about the frame itself, before it is known where it goes. */
    int ask(HookPoint point, int from, int to) {
        return active ? whole.ask(point, from, to) : FrameHooks.ACCEPT;
    }

    /** The open port a rule forwards the frame to, or null if there is none or rules lead in a circle. */
    BridgePort redirected() {
        return target(whole, hops++);
    }

    private BridgePort target(HookedFrame frame, int hopsBefore) {
        BridgePort port = bridge.portNumbered(frame.forwardTo());
        return hopsBefore < MOST_HOPS && port != null && port.isOpen() ? port : null;
    }

    /** From now on the frame is one that the own port sends. */
    void sendAs(BridgePort own) {
        in = own;
    }

    /** The frame as it leaves without being copied. */
    BridgedFrame frame() {
        return active && whole.isRewritten() ? whole : source;
    }

    /**
     * The frame as it goes to one port, or null if a rule does not let it; then that is counted at the port. What this
     * returned the time before stays as it is. {@link #destination} says which port sends it.
     */
    BridgedFrame copyFor(BridgePort out) {
        destination = out;
        if (!active) {
            return source;
        }
        HookPoint crossing = out.isOwn() ? HookPoint.INPUT : in.isOwn() ? HookPoint.OUTPUT : HookPoint.FORWARD;
        HookPoint device = out.isOwn() ? HookPoint.INGRESS : HookPoint.EGRESS;
        if (!whole.isAskedAt(crossing) && !whole.isAskedAt(device)) {
            return frame();
        }
        HookedFrame copy = nextCopy;
        copy.copyFrom(whole);
        if (!isLetThrough(copy, crossing, device)) {
            out.stats().countWithheld();
            return null;
        }
        nextCopy = pendingCopy;
        pendingCopy = copy;
        return copy.isRewritten() ? copy : source;
    }

    /** The port that sends what {@link #copyFor} returned last: the one asked for, unless a rule forwards the copy. */
    BridgePort destination() {
        return destination;
    }

    private boolean isLetThrough(HookedFrame copy, HookPoint crossing, HookPoint device) {
        int from = in.isOwn() ? FrameHooks.NO_PORT : in.number();
        int to = destination.isOwn() ? FrameHooks.NO_PORT : destination.number();
        if (copy.ask(crossing, from, to) != FrameHooks.ACCEPT) {
            return false;
        }
        int verdict = device == HookPoint.INGRESS
                ? copy.ask(device, destination.number(), FrameHooks.NO_PORT)
                : copy.ask(device, FrameHooks.NO_PORT, to);
        for (int before = 0; verdict == FrameHooks.FORWARD; before++) {
            destination = target(copy, before);
            if (destination == null || destination.isOwn()) {
                return false;
            }
            verdict = copy.ask(HookPoint.EGRESS, FrameHooks.NO_PORT, destination.number());
        }
        return verdict == FrameHooks.ACCEPT;
    }
}
