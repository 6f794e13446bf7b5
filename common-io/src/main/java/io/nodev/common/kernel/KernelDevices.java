package io.nodev.common.kernel;

import io.nodev.common.guest.BlockDevices;
import io.nodev.common.guest.VirtualNetworkDevice;
import java.util.List;

/**
 * The devices that the drivers of a domain's kernel drive.
 *
 * @param network by ascending index
 * @param block as the block driver knows them
 */
public record KernelDevices(List<? extends VirtualNetworkDevice> network, BlockDevices block) {
    /** Copies the list. */
    public KernelDevices {
        network = List.copyOf(network);
    }
}
