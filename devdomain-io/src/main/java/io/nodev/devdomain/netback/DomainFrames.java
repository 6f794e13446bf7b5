package io.nodev.devdomain.netback;

import io.nodev.common.kernel.GuestKernel;

/** The device domain's own frames, each with a page that is zero but for the frame. */
final class DomainFrames {
    private final GuestKernel kernel;
    private final DomainFrame[] free;
    private int count;

    DomainFrames(GuestKernel kernel, int frames) {
        this.kernel = kernel;
        this.free = new DomainFrame[frames];
        for (int i = 0; i < frames; i++) {
            free[count++] = new DomainFrame(this, kernel.pages().take());
        }
    }

    GuestKernel kernel() {
        return kernel;
    }

    /** A frame, or null when all are in use. */
    DomainFrame take() {
        return count == 0 ? null : free[--count];
    }

    void give(DomainFrame frame) {
        if (frame.wasTaken()) {
            frame.replacePage(kernel.pages().take());
        } else {
            kernel.memory().zero(frame.virtualAddress(), frame.length());
        }
        free[count++] = frame;
    }
}
