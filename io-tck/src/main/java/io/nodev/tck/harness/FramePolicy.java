package io.nodev.tck.harness;

/** What a machine lets pass by a policy of its own, apart from the rules that are written to it. */
@FunctionalInterface
public interface FramePolicy {
    /**
     * Whether a frame may pass from one port to another.
     *
     * @param from a vif, or {@link io.nodev.common.classifier.Endpoint#PHYSICAL} for the first NIC
     * @param to likewise
     * @param frame the whole frame
     */
    boolean passes(int from, int to, byte[] frame);
}
