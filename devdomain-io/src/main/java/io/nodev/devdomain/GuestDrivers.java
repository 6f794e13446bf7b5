package io.nodev.devdomain;

import io.nodev.common.guest.BlockDevices;
import io.nodev.common.guest.NoBlockDevices;
import io.nodev.common.guest.VirtualNetworkDevice;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.kernel.KernelDevices;
import io.nodev.devdomain.blkfront.Blkfront;
import io.nodev.devdomain.blkfront.BlkfrontDriver;
import io.nodev.devdomain.control.ControlEndpoint;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.layout.ControlType;
import io.nodev.devdomain.netfront.NetfrontDriver;
import java.util.List;

/** The frontends of a guest that are to be started, on one control channel. With none of them the channel is left alone. */
final class GuestDrivers {
    private final NetfrontDriver network;
    private final Blkfront block;
    private final BlkfrontDriver blockDriver;

    /**
     * @param network or null
     * @param block or null
     */
    GuestDrivers(NetfrontDriver network, Blkfront block) {
        this.network = network;
        this.block = block;
        this.blockDriver = block == null ? null : new BlkfrontDriver(block);
    }

    void start(GuestKernel kernel, int port) {
        if (network == null && block == null) {
            return;
        }
        ControlEndpoint endpoint = ControlEndpoint.ofDomain(kernel, port, this::handle);
        kernel.addTask(endpoint);
        if (network != null) {
            network.start(endpoint);
        }
        if (blockDriver != null) {
            blockDriver.start(endpoint);
        }
    }

    /** A message about something that the domain has no driver for is answered with length 0. */
    private boolean handle(ControlMessage message) {
        if (network != null && message.type() == ControlType.NETIF_FE) {
            return network.handle(message);
        }
        if (blockDriver != null && message.type() == ControlType.BLKIF_FE) {
            return blockDriver.handle(message);
        }
        message.setLength(0);
        return true;
    }

    KernelDevices devices() {
        List<VirtualNetworkDevice> interfaces = network == null ? List.of() : network.devices();
        BlockDevices disks = block == null ? new NoBlockDevices() : block;
        return new KernelDevices(interfaces, disks);
    }
}
