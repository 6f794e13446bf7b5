package io.nodev.devdomain.netback;

import io.nodev.common.kernel.GuestKernel;

/** The device domain's own frames, each with a page that is zero but for the frame. */
final class DomainFrames {
    private final GuestKernel kernel;
    private final DomainFrame[] all;
    private final DomainFrame[] free;
    private int count;

    DomainFrames(GuestKernel kernel, int frames) {
        this.kernel = kernel;
        this.all = new DomainFrame[frames];
        for (int i = 0; i < frames; i++) {
            all[i] = new DomainFrame(this, kernel.pages().take());
        }
        this.free = all.clone();
        this.count = frames;
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
        frame.end();
        free[count++] = frame;
    }

    /** Takes every frame back that is in use, wherever it is: nobody may touch one it has any more. */
    void takeBack() {
        for (DomainFrame frame : all) {
            if (frame.isInUse()) {
                give(frame);
            }
        }
    }
}
