package io.nodev.devdomain.bridge;

/** What is behind a port of a bridge: a netback interface, a NIC, or the device domain's own stack. */
@FunctionalInterface
public interface PortDevice {
    /**
     * Sends a frame out by this device. Called by the device domain's thread, from within the
     * {@link BridgePort#receive} of another port.
     *
     * <p>The frame is the device's to use only until this method returns, unless it holds or takes it; see
     * {@link BridgedFrame}. A device that cannot send now (no buffer posted, queue full) drops the frame and counts
     * that itself; it does not throw. It may hand other frames to the bridge from here, but must not attach, open, close
     * or detach a port.
     *
     * @param frame the frame
     * @param last whether no other port gets the frame after this one, so that {@link BridgedFrame#take} may be asked
     */
    void send(BridgedFrame frame, boolean last);
}
