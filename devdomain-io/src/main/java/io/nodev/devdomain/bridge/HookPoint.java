package io.nodev.devdomain.bridge;

/**
 * Where on a frame's way {@link FrameHooks} are asked about it. They are netfilter's places, in the order in which a frame from one
 * port to another meets them (Linux, {@code net/bridge/br_input.c}, {@code br_forward.c}, {@code net/core/dev.c}).
 */
public enum HookPoint {
    /** In by a port, before the bridge looks at the frame; and in by the own port once the bridge has given it a frame. */
    INGRESS,
    /** After ingress, before the source is learned and the destination looked up. */
    PREROUTING,
    /** For the own port, or for a reserved address of the link. */
    INPUT,
    /** From one port to another, once for each port that would send it. */
    FORWARD,
    /** The own port's frame, once for each port that would send it. */
    OUTPUT,
    /** Out by a port, after the bridge, once for each; and out by the own port before the bridge has its frame. */
    EGRESS
}
