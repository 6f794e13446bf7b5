package io.nodev.devdomain.bridge;

/**
 * Decides which frames may pass from one port to another: the place of the firewall. It is asked once for every port a
 * frame would be sent to, the bridge's own port included, after the frame's source was learned.
 */
@FunctionalInterface
public interface ForwardingPolicy {
    /** Lets everything pass. */
    ForwardingPolicy ACCEPT_ALL = (in, out, frame) -> true;

    /**
     * Whether a frame may go from one port to another. Called by the device domain's thread for each frame: does not
     * allocate or throw, decides from {@link BridgedFrame#header} and the length alone, and does not call
     * {@link BridgedFrame#hold} or {@link BridgedFrame#take}.
     */
    boolean permits(BridgePort in, BridgePort out, BridgedFrame frame);
}
