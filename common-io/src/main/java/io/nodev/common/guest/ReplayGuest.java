package io.nodev.common.guest;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The guest of a domain whose packets come from a capture: it sends, in order, what it is handed, and takes what arrives.
 *
 * <p>One thread hands packets over, the domain's virtual CPU sends them. Between the two is a single place: its state goes
 * from free to full by the one who hands over and back by the virtual CPU, each time releasing what was written before.
 */
public final class ReplayGuest implements Guest {
    private static final int FREE = 0;
    private static final int FULL = 1;

    private final AtomicInteger state = new AtomicInteger(FREE);
    private final byte[] packet = new byte[VirtualNetworkDevice.MAX_LENGTH];
    private List<VirtualNetworkDevice> devices = List.of();
    private int device;
    private int length;

    /** A guest that was not started yet. */
    public ReplayGuest() {}

    @Override
    public void start(GuestEnvironment environment) {
        devices = environment.networkDevices();
    }

    /**
     * Hands over a packet to be sent by the first interface. The bytes are copied during the call. The domain has to be
     * woken by the caller.
     *
     * @param length 1 to {@link VirtualNetworkDevice#MAX_LENGTH}
     * @return {@code false} if the packet before was not sent yet: not now
     */
    public boolean offer(byte[] bytes, int offset, int length) {
        return offer(0, bytes, offset, length);
    }

    /**
     * Hands over a packet to be sent by one of the interfaces; see {@link #offer(byte[], int, int)}.
     *
     * @param index position in the domain's list of interfaces; without such an interface the packet is thrown away
     */
    public boolean offer(int index, byte[] bytes, int offset, int length) {
        if (state.getAcquire() != FREE) {
            return false;
        }
        System.arraycopy(bytes, offset, packet, 0, length);
        this.device = index;
        this.length = length;
        state.setRelease(FULL);
        return true;
    }

    /** Whether everything that was handed over has been given to an interface. From any thread. */
    public boolean isIdle() {
        return state.getAcquire() == FREE;
    }

    @Override
    public boolean run(int budget) {
        if (state.getAcquire() == FULL && isTaken()) {
            state.setRelease(FREE);
        }
        return IdleGuest.discardAll(devices, budget);
    }

    private boolean isTaken() {
        return device >= devices.size() || devices.get(device).transmit(packet, 0, length);
    }
}
