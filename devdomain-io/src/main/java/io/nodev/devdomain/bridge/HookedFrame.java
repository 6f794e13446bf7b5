package io.nodev.devdomain.bridge;

/**
 * A frame as the hooks left it: page, length, holds and taking are those of the frame it stands for, the header may be
 * another. One object stands for frame after frame, so a device that holds the frame keeps {@link #source} and not this.
 */
public interface HookedFrame extends BridgedFrame {
    /** Stands for a frame, as it is, from now on. All that is asked about it is answered by the rules of this moment. */
    void begin(BridgedFrame frame);

    /**
     * Stands for the same frame as another from now on, with the same header; what is rewritten here leaves the other as it is.
     *
     * @param other made by the same {@link FrameHooks}
     */
    void copyFrom(HookedFrame other);

    /** Whether anything is asked at a hook point; if not, the answer is known. */
    boolean isAskedAt(HookPoint point);

    /**
     * Asks; the header may be another afterwards.
     *
     * @param in number of the port it came in by, or {@link FrameHooks#NO_PORT}
     * @param out number of the port it is to leave by, or {@link FrameHooks#NO_PORT}
     * @return {@link FrameHooks#ACCEPT}, {@link FrameHooks#DROP} or, at ingress and egress, {@link FrameHooks#FORWARD}
     */
    int ask(HookPoint point, int in, int out);

    /** The number of the port that the last {@link FrameHooks#FORWARD} named. */
    int forwardTo();
}
