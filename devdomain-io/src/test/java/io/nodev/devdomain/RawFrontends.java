package io.nodev.devdomain;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.devdomain.control.ControlEndpoint;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.layout.BlkifFrontendLayout;
import io.nodev.devdomain.layout.ControlType;
import io.nodev.devdomain.layout.NetifFrontendLayout;
import io.nodev.tck.harness.MachineUnderTest;
import java.util.ArrayList;
import java.util.List;

/** The handshakes of a domain's interfaces and of its block ring, without the drivers that would follow them. */
final class RawFrontends {
    private final List<DevdomainRawVif> vifs = new ArrayList<>();
    private final ControlEndpoint controller;
    private final DevdomainBlockPort block;

    private RawFrontends(MachineUnderTest machine, RunningDomain domain, boolean hasBlocks) {
        GuestKernel kernel = domain.kernel();
        for (int index = 0; index < domain.vifs().size(); index++) {
            vifs.add(new DevdomainRawVif(machine, domain, index));
        }
        block = hasBlocks ? new DevdomainBlockPort(machine, domain) : null;
        controller = ControlEndpoint.ofDomain(kernel, domain.outside().controlPort(), this::handle);
        kernel.addTask(controller);
    }

    /** Starts the handshake, in the domain's turn; it is over when the machine has come to rest. */
    static RawFrontends open(MachineUnderTest machine, RunningDomain domain, boolean hasBlocks) {
        RawFrontends front = new RawFrontends(machine, domain, hasBlocks);
        ControlMessage up = message(NetifFrontendLayout.DRIVER_STATUS, NetifFrontendLayout.DRIVER_STATUS_SIZE);
        front.controller.ask(up.putInt(NetifFrontendLayout.DRIVER, 1), answer -> {});
        front.vifs.forEach(vif -> vif.silencedBy(front.controller::close));
        if (hasBlocks) {
            ControlMessage blockUp = new ControlMessage(
                    ControlType.BLKIF_FE, BlkifFrontendLayout.DRIVER_STATUS, BlkifFrontendLayout.DRIVER_STATUS_SIZE);
            front.controller.ask(blockUp.putInt(BlkifFrontendLayout.DRIVER, 1), answer -> {});
        }
        return front;
    }

    List<DevdomainRawVif> vifs() {
        return vifs;
    }

    /** Null if there is none. */
    DevdomainBlockPort block() {
        return block;
    }

    private static ControlMessage message(int subtype, int size) {
        return new ControlMessage(ControlType.NETIF_FE, subtype, size);
    }

    private boolean handle(ControlMessage message) {
        if (message.type() == ControlType.BLKIF_FE) {
            return handleBlock(message);
        }
        if (message.subtype() == NetifFrontendLayout.INTERFACE_STATUS) {
            DevdomainRawVif vif = vifs.get(message.getInt(NetifFrontendLayout.HANDLE));
            switch (message.getInt(NetifFrontendLayout.STATUS)) {
                case NetifFrontendLayout.DISCONNECTED -> offer(vif, message);
                case NetifFrontendLayout.CONNECTED -> connect(vif, message);
                case NetifFrontendLayout.CLOSED -> {}
                default -> throw new IllegalStateException("unexpected: status=" + message.getInt(4));
            }
        }
        return true;
    }

    private void offer(DevdomainRawVif vif, ControlMessage message) {
        vif.offerRings(message.getShort(NetifFrontendLayout.BACKEND));
        ControlMessage rings =
                message(NetifFrontendLayout.INTERFACE_CONNECT, NetifFrontendLayout.INTERFACE_CONNECT_SIZE);
        rings.putInt(NetifFrontendLayout.HANDLE, vif.index());
        rings.putShort(NetifFrontendLayout.OFFER_LOSSES, message.getShort(NetifFrontendLayout.LOSSES));
        rings.putInt(NetifFrontendLayout.TX, vif.transmitReference());
        rings.putInt(NetifFrontendLayout.RX, vif.receiveReference());
        controller.ask(rings, answer -> {});
    }

    /** Does what a message says that tells of a connection. */
    static void connect(DevdomainRawVif vif, ControlMessage message) {
        byte[] address = new byte[6];
        message.getAddress(NetifFrontendLayout.ADDRESS, address, 0);
        vif.connected(address, message.getShort(NetifFrontendLayout.PORT));
    }

    private boolean handleBlock(ControlMessage message) {
        boolean isStatus = block != null && message.subtype() == BlkifFrontendLayout.INTERFACE_STATUS;
        int status = isStatus ? message.getInt(BlkifFrontendLayout.STATUS) : BlkifFrontendLayout.CLOSED;
        if (status == BlkifFrontendLayout.DISCONNECTED) {
            ControlMessage ring = new ControlMessage(
                            ControlType.BLKIF_FE,
                            BlkifFrontendLayout.INTERFACE_CONNECT,
                            BlkifFrontendLayout.INTERFACE_CONNECT_SIZE)
                    .putInt(BlkifFrontendLayout.HANDLE, message.getInt(BlkifFrontendLayout.HANDLE))
                    .putShort(BlkifFrontendLayout.OFFER_LOSSES, message.getShort(BlkifFrontendLayout.LOSSES))
                    .putInt(BlkifFrontendLayout.RING, block.offerRing(message.getShort(BlkifFrontendLayout.BACKEND)));
            controller.ask(ring, answer -> {});
        } else if (status == BlkifFrontendLayout.CONNECTED) {
            block.connected(message.getShort(BlkifFrontendLayout.PORT));
        }
        return true;
    }
}
