package io.nodev.devdomain.bridge;

/**
 * The bridge's end of one interface. A port is attached closed; closing it, as when an interface is disconnected, makes
 * the bridge forget every station behind it.
 *
 * <p>All methods but {@link #name}, {@link #index}, {@link #toString} and {@link #stats} are for the device domain's
 * thread alone.
 */
public final class BridgePort {
    private final Bridge bridge;
    private final String name;
    private final int index;
    private final PortDevice device;
    private final BridgePortStats stats = new BridgePortStats();
    private int number = FrameHooks.NO_PORT;
    private boolean attached = true;
    private boolean open;

    BridgePort(Bridge bridge, String name, int index, PortDevice device) {
        this.bridge = bridge;
        this.name = name;
        this.index = index;
        this.device = device;
    }

    /** The name of the interface, as {@code vif1.0} or {@code eth0}. */
    public String name() {
        return name;
    }

    /**
     * The place of the port in the order in which a flooded frame is sent, from 1 on; 0 is the bridge's own port, which
     * comes last. A number is used again after {@link #detach}.
     */
    public int index() {
        return index;
    }

    boolean isOwn() {
        return index == Bridge.OWN_PORT;
    }

    /** What the bridge's hooks know the port by. */
    int number() {
        return number;
    }

    void setNumber(int newNumber) {
        number = newNumber;
    }

    /** The counters of this port; they live as long as the object. */
    public BridgePortStats stats() {
        return stats;
    }

    /** Whether frames pass this port. */
    public boolean isOpen() {
        return open;
    }

    /**
     * Lets frames pass. Opening an open port does nothing.
     *
     * @throws IllegalStateException if the port was detached
     */
    public void open() {
        if (!attached) {
            throw new IllegalStateException("a detached port does not open again: port=" + name);
        }
        open = true;
    }

    /** Lets no more frames pass and forgets the stations behind the port. Closing a closed port does nothing. */
    public void close() {
        if (open) {
            open = false;
            bridge.forgetStationsOf(this);
        }
    }

    /**
     * Closes the port and takes it off the bridge. Detaching twice does nothing.
     *
     * @throws IllegalStateException if this is the bridge's own port, which it always has
     */
    public void detach() {
        if (index == Bridge.OWN_PORT) {
            throw new IllegalStateException("the bridge's own port stays: port=" + name);
        }
        if (attached) {
            close();
            attached = false;
            bridge.remove(this);
        }
    }

    /**
     * Hands a frame that came in by this port's device to the bridge, which sends it where it belongs before this
     * returns. Does not allocate, lock or throw.
     */
    public void receive(BridgedFrame frame) {
        bridge.forward(this, frame);
    }

    void send(BridgedFrame frame, boolean last) {
        stats.countSent(frame.length());
        device.send(frame, last);
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
