package io.nodev.common.machine;

import io.nodev.common.guest.NetworkDeviceStats;
import io.nodev.common.guest.PacketHandler;
import io.nodev.common.guest.VirtualNetworkDevice;

/** An interface that shows each received packet to a tap before the guest has it. Allocates nothing per packet. */
final class TappedNetworkDevice implements VirtualNetworkDevice {
    private final VirtualNetworkDevice device;
    private final PacketHandler tap;
    private final PacketHandler both = this::handOver;
    private PacketHandler guest;

    TappedNetworkDevice(VirtualNetworkDevice device, PacketHandler tap) {
        this.device = device;
        this.tap = tap;
    }

    @Override
    public int index() {
        return device.index();
    }

    @Override
    public void copyAddress(byte[] into, int at) {
        device.copyAddress(into, at);
    }

    @Override
    public boolean isConnected() {
        return device.isConnected();
    }

    @Override
    public boolean transmit(byte[] bytes, int offset, int length) {
        return device.transmit(bytes, offset, length);
    }

    @Override
    public int receive(PacketHandler handler, int budget) {
        guest = handler;
        return device.receive(both, budget);
    }

    private void handOver(byte[] bytes, int offset, int length) {
        tap.packet(bytes, offset, length);
        guest.packet(bytes, offset, length);
    }

    @Override
    public NetworkDeviceStats stats() {
        return device.stats();
    }
}
