package io.nodev.common.machine;

import io.nodev.common.guest.PacketHandler;

/**
 * Looks at packets where they leave the machine's hands: each one a guest receives, whatever guest it is, and each one a
 * NIC takes to send, whatever its driver. What is looked at must not be changed.
 */
public interface MachineTap {
    /**
     * Called once for each interface of each guest, when the guest starts, on the domain's virtual CPU.
     *
     * @return called on the same virtual CPU with each packet, just before the guest receives it
     */
    PacketHandler vif(int domain, int index);

    /**
     * Called once for each NIC, when the machine is put together.
     *
     * @return called on the thread of the NIC's owner with each packet that the NIC took
     */
    PacketHandler nic(String name);
}
