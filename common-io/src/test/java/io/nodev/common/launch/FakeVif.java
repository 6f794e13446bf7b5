package io.nodev.common.launch;

import io.nodev.common.guest.NetworkDeviceStats;
import io.nodev.common.guest.PacketHandler;
import io.nodev.common.guest.VirtualNetworkDevice;
import io.nodev.common.machine.DropReason;
import io.nodev.common.machine.PortReport;
import io.nodev.common.packet.MacAddress;
import java.util.Arrays;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToIntBiFunction;

/** An interface without rings: what it sends is answered at once, what it receives waits in a queue. */
final class FakeVif implements VirtualNetworkDevice {
    private final MacAddress address;
    private final Runnable wake;
    private final ToIntBiFunction<FakeVif, byte[]> network;
    private final Queue<byte[]> received = new ConcurrentLinkedQueue<>();
    private final NetworkDeviceStats stats = new NetworkDeviceStats();
    private final SortedMap<DropReason, Long> drops = new TreeMap<>();
    private volatile boolean connected;

    /**
     * @param network takes a packet that this interface sends and returns its status
     */
    FakeVif(MacAddress address, Runnable wake, ToIntBiFunction<FakeVif, byte[]> network) {
        this.address = address;
        this.wake = wake;
        this.network = network;
    }

    MacAddress address() {
        return address;
    }

    void connect() {
        connected = true;
    }

    void take(byte[] packet) {
        received.add(packet);
        wake.run();
    }

    void drop(DropReason reason) {
        drops.merge(reason, 1L, Long::sum);
    }

    PortReport report(String name) {
        return new PortReport(
                name, stats.txFrames(), stats.txBytes(), stats.txStatus(), stats.rxFrames(), stats.rxBytes(), drops);
    }

    @Override
    public int index() {
        return 0;
    }

    @Override
    public void copyAddress(byte[] into, int at) {
        address.put(into, at);
    }

    @Override
    public boolean isConnected() {
        return connected;
    }

    @Override
    public boolean transmit(byte[] bytes, int offset, int length) {
        int status = network.applyAsInt(this, Arrays.copyOfRange(bytes, offset, offset + length));
        stats.countTransmitted(length, status);
        return true;
    }

    @Override
    public int receive(PacketHandler handler, int budget) {
        int count = 0;
        while (count < budget && !received.isEmpty()) {
            byte[] packet = received.remove();
            stats.countReceived(packet.length);
            handler.packet(packet, 0, packet.length);
            count++;
        }
        return count;
    }

    @Override
    public NetworkDeviceStats stats() {
        return stats;
    }
}
