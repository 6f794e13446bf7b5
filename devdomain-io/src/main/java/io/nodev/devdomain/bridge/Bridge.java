package io.nodev.devdomain.bridge;

import io.nodev.common.machine.DropReason;
import io.nodev.common.packet.MacAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A learning Ethernet bridge.
 *
 * <p>A frame from a port teaches the bridge where its source is. A frame to a known station goes to that station's port
 * alone, one to an unknown station or to a group to every open port; never back to the port it came from. The
 * bridge's own port is where the device domain's own stack listens: it gets what is addressed to one of its own addresses, and
 * groups, but unknown stations' frames only while {@linkplain #setPromiscuous promiscuous}. Frames it sends are
 * forwarded like others, but nothing is learned from them.
 *
 * <p>A frame that goes to no port is counted at the port it came in by, under one reason:
 * <ul>
 *   <li>{@link DropReason#NOT_CONNECTED}: that port is not open;
 *   <li>{@link DropReason#BAD_LENGTH}: it is shorter than an Ethernet header; or than that, a VLAN tag and 2
 *       bytes, if its type says that it has a tag (Linux, {@code net/core/skbuff.c}, {@code skb_vlan_untag});
 *   <li>{@link DropReason#INVALID_SOURCE}: its source is a group or all zero; nothing is learned;
 *   <li>{@link DropReason#RESERVED_ADDRESS}: it is for one of 01:80:c2:00:00:01 to 0f, which concern one link (IEEE
 *       802.1D, reserved addresses). Its source is learned, but for 01, MAC control. 01:80:c2:00:00:00 is flooded as any
 *       group: without a spanning tree of its own, a bridge lets those of others find the loop;
 *   <li>{@link DropReason#SAME_PORT}: its destination is behind the port it came in by;
 *   <li>{@link DropReason#NO_PORT}: no other port is open, or it was for the device domain and the own port is closed;
 *   <li>{@link DropReason#POLICY}: the hooks dropped it, or every copy that would have gone to a port.
 * </ul>
 *
 * <p>The device domain's own frames are taken as they are: neither their source nor a reserved destination is objected
 * to.
 *
 * <p>Hooks are asked as Linux asks them: ingress before anything, prerouting before learning, so that a frame dropped there
 * teaches nothing and a rewritten one teaches what it says now; then each copy for itself. A frame for a reserved address
 * is asked about at input before its source is learned, but for 01:80:c2:00:00:0e, LLDP, which teaches without being asked
 * about (Linux, {@code net/bridge/br_input.c}, {@code br_handle_frame}). What a hook forwards to a port goes to that port's egress and
 * nowhere else; forwarded to the own port it becomes a frame that the device domain sends, as with the bridge's own device
 * in Linux, but not from egress, where it ends. That a rule makes a frame one for the host changes nothing here: the
 * destination address alone says who gets it.
 */
public final class Bridge {
    /** Index of the bridge's own port. */
    public static final int OWN_PORT = ForwardingTable.OWN;

    /** How long a station stays known after it was last seen, unless said otherwise: 300 s, as IEEE 802.1D recommends. */
    public static final long DEFAULT_AGEING_NANOS = TimeUnit.SECONDS.toNanos(300);

    /** Stations a port may have at a time, unless said otherwise: plenty for a guest that is a bridge itself. */
    public static final int DEFAULT_STATIONS = 256;

    /** Stations to allow at a port with a whole network behind it, as a NIC has. */
    public static final int NETWORK_STATIONS = 8_192;

    /** The most stations a port can be given. */
    public static final int MAX_STATIONS = 65_536;

    private final LongSupplier nanoClock;
    private final ForwardingTable stations;
    private final BridgePort own;
    private BridgePort[] ports = new BridgePort[8];
    private FrameHooks hooks = FrameHooks.NONE;
    private BridgePort[] numbered = new BridgePort[0];
    private Passage[] passages = {new Passage(this, hooks)};
    private int depth;
    private boolean promiscuous;

    /**
     * A bridge with only its own port, closed.
     *
     * @param host names the port, its address and the stack behind it
     * @param nanoClock time in nanoseconds, of any origin; never goes back
     */
    public Bridge(Host host, LongSupplier nanoClock) {
        this(host, nanoClock, DEFAULT_AGEING_NANOS);
    }

    /**
     * A bridge with only its own port, closed.
     *
     * @param host names the port, its address and the stack behind it
     * @param nanoClock time in nanoseconds, of any origin; never goes back
     * @param ageingNanos how long a station stays known after it was last seen; 0 makes the bridge forward as a hub does
     * @throws IllegalArgumentException if {@code ageingNanos} is negative
     */
    public Bridge(Host host, LongSupplier nanoClock, long ageingNanos) {
        if (ageingNanos < 0) {
            throw new IllegalArgumentException("stations age in 0 ns or more: ageingNanos=" + ageingNanos);
        }
        this.nanoClock = Objects.requireNonNull(nanoClock, "nanoClock");
        this.stations = new ForwardingTable(ageingNanos, HashSeed.next());
        this.own = new BridgePort(this, host.name(), OWN_PORT, host.device());
        this.ports[OWN_PORT] = own;
        addOwnAddress(host.address());
    }

    /**
     * The device domain's side of a bridge.
     *
     * @param name the name of the bridge's own port, as {@code vif0.0}
     * @param address the station address of the device domain: its NIC's
     * @param device where frames for the device domain go
     */
    public record Host(String name, MacAddress address, PortDevice device) {
        /** Holds what is given; nothing may be {@code null}. */
        public Host {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(device, "device");
        }
    }

    /** The bridge's own port. */
    public BridgePort ownPort() {
        return own;
    }

    /** Attaches an interface with room for {@link #DEFAULT_STATIONS} stations; see {@link #attach(String, PortDevice, int)}. */
    public BridgePort attach(String name, PortDevice device) {
        return attach(name, device, DEFAULT_STATIONS);
    }

    /**
     * Attaches an interface, closed, at the lowest free index from 1 on.
     *
     * @param name the interface's name, not in use at this bridge
     * @param device sends what the bridge has for it
     * @param stations how many stations behind this port the bridge remembers at a time, 1 to {@link #MAX_STATIONS};
     *     when one more appears, the one not seen for longest is forgotten
     * @throws IllegalArgumentException if the name is in use or {@code stations} out of range
     */
    public BridgePort attach(String name, PortDevice device, int stations) {
        Objects.requireNonNull(device, "device");
        if (stations < 1 || stations > MAX_STATIONS) {
            throw new IllegalArgumentException(
                    "a port remembers 1 to " + MAX_STATIONS + " stations: stations=" + stations);
        }
        for (BridgePort port : ports) {
            if (port != null && port.name().equals(name)) {
                throw new IllegalArgumentException("a port of this name is attached: name=" + name);
            }
        }
        BridgePort port = new BridgePort(this, name, freeIndex(), device);
        ports[port.index()] = port;
        number(port);
        this.stations.addPort(port.index(), stations);
        return port;
    }

    /** Makes one more address the device domain's own, as that of a second NIC; repeated, it does nothing. */
    public void addOwnAddress(MacAddress address) {
        stations.addOwn(address.bits());
    }

    /** Sets who is asked about frames, from the next frame on; not to be called while one is on its way. */
    public void setHooks(FrameHooks newHooks) {
        hooks = Objects.requireNonNull(newHooks, "hooks");
        passages = new Passage[] {new Passage(this, hooks)};
        numbered = new BridgePort[0];
        ports().forEach(this::number);
    }

    private void number(BridgePort port) {
        int number = hooks.numberOf(port.name());
        port.setNumber(number);
        numbered = Arrays.copyOf(numbered, Math.max(numbered.length, number + 1));
        numbered[number] = number == FrameHooks.NO_PORT ? null : port;
    }

    /** The attached port that the hooks know by a number, or null. */
    BridgePort portNumbered(int number) {
        return number < numbered.length ? numbered[number] : null;
    }

    /** Whether the bridge's own port also gets a copy of every frame from other ports, whoever it is for. */
    public void setPromiscuous(boolean promiscuous) {
        this.promiscuous = promiscuous;
    }

    /** The ports attached now, by index. Allocates. */
    public List<BridgePort> ports() {
        return Arrays.stream(ports).filter(Objects::nonNull).toList();
    }

    /** The stations known now, by port and, within a port, the one not seen for longest first. Allocates. */
    public List<Station> stations() {
        long now = nanoClock.getAsLong();
        List<Station> known = new ArrayList<>();
        for (BridgePort port : ports()) {
            boolean isOwn = port == own;
            for (int entry = stations.nextNewer(port.index(), -1);
                    entry != -1;
                    entry = stations.nextNewer(port.index(), entry)) {
                if (!stations.isAged(entry, now)) {
                    MacAddress address = new MacAddress(stations.addressOf(entry));
                    known.add(new Station(address, port, isOwn, isOwn ? 0 : stations.ageOf(entry, now)));
                }
            }
        }
        return known;
    }

    void forgetStationsOf(BridgePort port) {
        if (port != own) {
            stations.flush(port.index());
        }
    }

    void remove(BridgePort port) {
        stations.removePort(port.index());
        ports[port.index()] = null;
        numbered[port.number()] = null;
    }

    void forward(BridgePort in, BridgedFrame frame) {
        in.stats().countReceived(frame.length());
        DropReason reason = receive(in, frame);
        if (reason != null) {
            in.stats().countDrop(reason);
        }
    }

    /** Sends a frame where it belongs; returns why it went nowhere, or {@code null} if some port got it. */
    private DropReason receive(BridgePort in, BridgedFrame frame) {
        if (!in.isOpen()) {
            return DropReason.NOT_CONNECTED;
        }
        if (frame.headerLength() < EthernetAddresses.LENGTH) {
            return DropReason.BAD_LENGTH;
        }
        if (depth == passages.length) {
            passages = Arrays.copyOf(passages, depth + 1);
            passages[depth] = new Passage(this, hooks);
        }
        Passage passage = passages[depth++];
        try {
            passage.begin(in, frame);
            return in == own ? passOwn(passage) : pass(passage);
        } finally {
            depth--;
        }
    }

    private DropReason pass(Passage passage) {
        BridgePort in = passage.in();
        if (EthernetAddresses.isCutAtTag(passage.header(), passage.frame().length())) {
            return DropReason.BAD_LENGTH;
        }
        int verdict = passage.ask(HookPoint.INGRESS, in.number(), FrameHooks.NO_PORT);
        if (verdict != FrameHooks.ACCEPT) {
            return verdict == FrameHooks.FORWARD ? redirect(passage) : DropReason.POLICY;
        }
        long now = nanoClock.getAsLong();
        DropReason reason = refusal(passage, now);
        if (reason != null) {
            return reason;
        }
        if (passage.ask(HookPoint.PREROUTING, in.number(), FrameHooks.NO_PORT) != FrameHooks.ACCEPT) {
            return DropReason.POLICY;
        }
        learn(in, EthernetAddresses.source(passage.header()), now);
        return route(passage, now);
    }

    private DropReason passOwn(Passage passage) {
        int verdict = passage.ask(HookPoint.EGRESS, FrameHooks.NO_PORT, own.number());
        if (verdict != FrameHooks.ACCEPT) {
            return verdict == FrameHooks.FORWARD ? redirect(passage) : DropReason.POLICY;
        }
        return route(passage, nanoClock.getAsLong());
    }

    /** Sends a frame where a rule forwards it. */
    private DropReason redirect(Passage passage) {
        BridgePort out = passage.redirected();
        if (out == null) {
            return DropReason.NO_PORT;
        }
        if (out == own) {
            passage.sendAs(own);
            return passOwn(passage);
        }
        int verdict = passage.ask(HookPoint.EGRESS, FrameHooks.NO_PORT, out.number());
        if (verdict == FrameHooks.FORWARD) {
            return redirect(passage);
        }
        if (verdict != FrameHooks.ACCEPT) {
            out.stats().countWithheld();
            return DropReason.POLICY;
        }
        out.send(passage.frame(), true);
        return null;
    }

    /** Why a frame from outside is not for a bridge, or {@code null}. */
    private DropReason refusal(Passage passage, long now) {
        long source = EthernetAddresses.source(passage.header());
        if (!EthernetAddresses.isStation(source)) {
            return DropReason.INVALID_SOURCE;
        }
        long destination = EthernetAddresses.destination(passage.header());
        if (!EthernetAddresses.isReserved(destination)) {
            return null;
        }
        BridgePort in = passage.in();
        if (destination == EthernetAddresses.PAUSE) {
            return DropReason.RESERVED_ADDRESS;
        }
        boolean isAsked = destination != EthernetAddresses.LLDP;
        if (isAsked && passage.ask(HookPoint.INPUT, in.number(), FrameHooks.NO_PORT) != FrameHooks.ACCEPT) {
            return DropReason.POLICY;
        }
        learn(in, EthernetAddresses.source(passage.header()), now);
        return DropReason.RESERVED_ADDRESS;
    }

    private DropReason route(Passage passage, long now) {
        long destination = EthernetAddresses.destination(passage.header());
        if (MacAddress.isGroup(destination)) {
            return flood(passage, true);
        }
        int port = stations.portOf(destination, now);
        return port == ForwardingTable.UNKNOWN ? flood(passage, promiscuous) : sendTo(ports[port], passage);
    }

    /** Learns where a station is; rules may have put anything in the place of its address. */
    private void learn(BridgePort in, long source, long now) {
        if (!EthernetAddresses.isStation(source)) {
            return;
        }
        int learned = stations.learn(source, in.index(), now);
        if (learned <= ForwardingTable.ADDED) {
            return;
        }
        if ((learned & ForwardingTable.MOVED) != 0) {
            in.stats().countMoved();
        }
        if ((learned & ForwardingTable.EVICTED) != 0) {
            in.stats().countEvicted();
        }
        if ((learned & ForwardingTable.REFUSED_OWN) != 0) {
            in.stats().countOwnSource();
        }
    }

    private DropReason sendTo(BridgePort out, Passage passage) {
        BridgePort in = passage.in();
        BridgedFrame sent = out != in && out.isOpen() ? passage.copyFor(out) : null;
        BridgePort sender = sent == null ? null : passage.destination();
        BridgedFrame heard = promiscuous && out != own && in != own && own.isOpen() ? passage.copyFor(own) : null;
        if (sent != null) {
            sender.send(sent, heard == null);
        }
        if (heard != null) {
            passage.destination().send(heard, true);
        }
        if (sent != null || heard != null) {
            return null;
        }
        if (out == in) {
            return DropReason.SAME_PORT;
        }
        return out.isOpen() ? DropReason.POLICY : DropReason.NO_PORT;
    }

    /** Sends to every port but one. Each port is sent to when the next one is found, so that the last one is known. */
    private DropReason flood(Passage passage, boolean toOwnPort) {
        BridgePort pending = null;
        BridgedFrame pendingCopy = null;
        boolean withheld = false;
        for (int i = OWN_PORT + 1; i <= ports.length; i++) {
            BridgePort out = i < ports.length ? ports[i] : toOwnPort ? own : null;
            if (out == null || out == passage.in() || !out.isOpen()) {
                continue;
            }
            BridgedFrame copy = passage.copyFor(out);
            if (copy == null) {
                withheld = true;
                continue;
            }
            if (pending != null) {
                pending.send(pendingCopy, false);
            }
            pending = passage.destination();
            pendingCopy = copy;
        }
        if (pending == null) {
            return withheld ? DropReason.POLICY : DropReason.NO_PORT;
        }
        pending.send(pendingCopy, true);
        return null;
    }

    private int freeIndex() {
        for (int i = OWN_PORT + 1; i < ports.length; i++) {
            if (ports[i] == null) {
                return i;
            }
        }
        int index = ports.length;
        ports = Arrays.copyOf(ports, 2 * index);
        return index;
    }
}
