package io.nodev.legacy.vif;

import io.nodev.common.driver.NetworkCard;

/**
 * Who may hand a frame to the NIC next: the vifs with frames for it in round robin, one frame each, until the NIC takes no
 * more. Source: net_tx_action, xen/common/network.c at ddc87ed302.
 */
final class WireSchedule {
    private final NetworkCard card;
    private Vif first;
    private Vif last;
    private boolean stopped;

    WireSchedule(NetworkCard card) {
        this.card = card;
    }

    /** Puts a vif at the end unless it is in line already. */
    void add(Vif vif) {
        if (vif.scheduled) {
            return;
        }
        vif.scheduled = true;
        vif.hold();
        if (first == null) {
            first = vif;
        } else {
            last.nextScheduled = vif;
        }
        last = vif;
    }

    /** The NIC has room again. */
    void resume() {
        stopped = false;
    }

    /** Hands over frames until there are none or the NIC takes none; vifs without a frame have their ring looked at. */
    void run(Transmitter transmitter) {
        while (first != null && !stopped) {
            Vif vif = first;
            if (vif.wire().next() == null) {
                transmitter.collect(vif);
            }
            WireFrame frame = vif.wire().next();
            if (frame == null) {
                leave(vif);
            } else if (card.transmit(frame, frame.cookie())) {
                vif.wire().handedOver();
                vif.counters().countSent(frame.length());
                rotate();
            } else {
                stopped = true;
            }
        }
    }

    private void rotate() {
        if (first == last) {
            return;
        }
        Vif vif = first;
        first = vif.nextScheduled;
        vif.nextScheduled = null;
        last.nextScheduled = vif;
        last = vif;
    }

    private void leave(Vif vif) {
        first = vif.nextScheduled;
        if (first == null) {
            last = null;
        }
        vif.nextScheduled = null;
        vif.scheduled = false;
        vif.letGo();
    }
}
