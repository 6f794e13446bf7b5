package io.nodev.devdomain.bridge;

/**
 * What decides about frames at the hook points of a bridge: the place of the firewall. Frames are asked about by the device
 * domain's thread alone; nothing that is called for a frame allocates, locks or throws.
 */
public interface FrameHooks {
    /** The frame goes on. */
    int ACCEPT = 0;

    /** The frame, or this copy of it, ends here. */
    int DROP = 1;

    /** The frame leaves by the port {@link HookedFrame#forwardTo} at once. */
    int FORWARD = 2;

    /** The number of no port. */
    int NO_PORT = 0;

    /** Asks nobody: every frame goes on. */
    FrameHooks NONE = new FrameHooks() {
        @Override
        public int numberOf(String name) {
            return NO_PORT;
        }

        @Override
        public boolean isActive() {
            return false;
        }

        @Override
        public HookedFrame newFrame() {
            return null;
        }
    };

    /**
     * The number that the port of a name has in questions and answers, from 1 on and the same at every call. Asked when a
     * port is attached.
     */
    int numberOf(String name);

    /** Whether anything is asked about the next frame; if not, it passes as if there were no hooks. */
    boolean isActive();

    /** A frame to be used again and again; called now and then, never for each frame. Not asked for while never active. */
    HookedFrame newFrame();
}
