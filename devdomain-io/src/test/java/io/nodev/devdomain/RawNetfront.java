package io.nodev.devdomain;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.devdomain.control.ControlEndpoint;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.layout.ControlType;
import io.nodev.devdomain.layout.NetifFrontendLayout;
import io.nodev.tck.harness.MachineUnderTest;
import java.util.ArrayList;
import java.util.List;

/** The handshake of a domain's interfaces, without the driver that would follow it. */
final class RawNetfront {
    private final List<DevdomainRawVif> vifs = new ArrayList<>();
    private final ControlEndpoint controller;

    private RawNetfront(MachineUnderTest machine, RunningDomain domain) {
        GuestKernel kernel = domain.kernel();
        for (int index = 0; index < domain.vifs().size(); index++) {
            vifs.add(new DevdomainRawVif(machine, domain, index));
        }
        controller = ControlEndpoint.ofDomain(kernel, domain.outside().controlPort(), this::handle);
        kernel.addTask(controller);
    }

    /** Starts the handshake, in the domain's turn; it is over when the machine has come to rest. */
    static List<DevdomainRawVif> open(MachineUnderTest machine, RunningDomain domain) {
        RawNetfront front = new RawNetfront(machine, domain);
        ControlMessage up = message(NetifFrontendLayout.DRIVER_STATUS, NetifFrontendLayout.DRIVER_STATUS_SIZE);
        front.controller.ask(up.putInt(NetifFrontendLayout.DRIVER, 1), answer -> {});
        front.vifs.forEach(vif -> vif.silencedBy(front.controller::close));
        return front.vifs;
    }

    private static ControlMessage message(int subtype, int size) {
        return new ControlMessage(ControlType.NETIF_FE, subtype, size);
    }

    private boolean handle(ControlMessage message) {
        if (message.subtype() == NetifFrontendLayout.INTERFACE_STATUS) {
            DevdomainRawVif vif = vifs.get(message.getInt(NetifFrontendLayout.HANDLE));
            switch (message.getInt(NetifFrontendLayout.STATUS)) {
                case NetifFrontendLayout.DISCONNECTED -> offer(vif, message);
                case NetifFrontendLayout.CONNECTED -> connect(vif, message);
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
        rings.putInt(NetifFrontendLayout.TX, vif.transmitReference());
        rings.putInt(NetifFrontendLayout.RX, vif.receiveReference());
        controller.ask(rings, answer -> {});
    }

    private static void connect(DevdomainRawVif vif, ControlMessage message) {
        byte[] address = new byte[6];
        message.getAddress(NetifFrontendLayout.ADDRESS, address, 0);
        vif.connected(address, message.getShort(NetifFrontendLayout.PORT));
    }
}
