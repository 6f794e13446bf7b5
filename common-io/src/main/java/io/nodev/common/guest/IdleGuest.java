package io.nodev.common.guest;

import java.util.List;

/** The guest of a domain that is only there: it takes what arrives at its interfaces and looks at none of it. */
public final class IdleGuest implements Guest {
    private static final PacketHandler DISCARD = (bytes, offset, length) -> {};

    private List<VirtualNetworkDevice> devices = List.of();

    /** A guest that was not started yet. */
    public IdleGuest() {}

    @Override
    public void start(GuestEnvironment environment) {
        devices = environment.networkDevices();
    }

    @Override
    public boolean run(int budget) {
        return discardAll(devices, budget);
    }

    /** Takes up to {@code budget} packets at each device; says whether more may wait. */
    static boolean discardAll(List<VirtualNetworkDevice> devices, int budget) {
        boolean more = false;
        for (int i = 0; i < devices.size(); i++) {
            more |= devices.get(i).receive(DISCARD, budget) == budget;
        }
        return more;
    }
}
