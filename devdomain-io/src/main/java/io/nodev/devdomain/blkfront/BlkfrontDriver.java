package io.nodev.devdomain.blkfront;

import io.nodev.devdomain.control.ConnectionState;
import io.nodev.devdomain.control.ControlEndpoint;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.layout.BlkifBackendLayout;
import io.nodev.devdomain.layout.BlkifFrontendLayout;
import io.nodev.devdomain.layout.ControlType;
import io.nodev.hypervisor.sched.VirtualCpu;

/**
 * A guest's end of the handshake for its one block interface, number 0: told where it stands, it offers a ring, connects,
 * recovers and looks again which devices there are.
 *
 * <p>What a message does, by state of the interface: closed does nothing but count; disconnected offers a fresh ring, from
 * whatever state; connected starts a disconnected interface, makes a closed one offer its ring first, and has one that runs go
 * on over the port it names; changed has one that runs look again, at once, and another one when it is connected. Source:
 * linux-2.6.9-xen-sparse/drivers/xen/blkfront/blkfront.c at 5c70ae783d; looking again as in
 * linux-2.4.27-xen-sparse/arch/xen/drivers/blkif/frontend/vbd.c there.
 */
public final class BlkfrontDriver implements VirtualCpu {
    private final Blkfront front;
    private ControlMessage unheeded;
    private ControlEndpoint controller;
    private long ignored;

    /** The driver of a domain's interface. */
    public BlkfrontDriver(Blkfront front) {
        this.front = front;
    }

    /** Messages that named no interface of this domain, were too short, or told what nobody could act on. */
    public long ignored() {
        return ignored;
    }

    /** Tells the controller that the driver is up; its answer says whether there is an interface. */
    public void start(ControlEndpoint endpoint) {
        controller = endpoint;
        front.kernel().addTask(this);
        ControlMessage up = new ControlMessage(
                        ControlType.BLKIF_FE, BlkifFrontendLayout.DRIVER_STATUS, BlkifFrontendLayout.DRIVER_STATUS_SIZE)
                .putInt(BlkifFrontendLayout.DRIVER, BlkifBackendLayout.UP);
        controller.ask(up, this::counted);
    }

    private void counted(ControlMessage answer) {
        if (answer.result(BlkifFrontendLayout.INTERFACES, BlkifFrontendLayout.DRIVER_STATUS_SIZE, 0) == 0) {
            front.setNone();
        }
    }

    /**
     * Handles a message of the controller about block interfaces.
     *
     * @return whether it was one; if not it is to be answered with length 0
     */
    public boolean handle(ControlMessage message) {
        if (message.subtype() == BlkifFrontendLayout.DRIVER_STATUS) {
            return message.length() == BlkifFrontendLayout.DRIVER_STATUS_SIZE;
        }
        if (message.subtype() != BlkifFrontendLayout.INTERFACE_STATUS
                || message.length() != BlkifFrontendLayout.INTERFACE_STATUS_SIZE) {
            ignored++;
            return false;
        }
        if (message.getInt(BlkifFrontendLayout.HANDLE) == 0) {
            interfaceStatus(message);
        } else {
            ignored++;
        }
        return true;
    }

    /**
     * Offers a ring if there were not enough pages when the interface was told to, because lost backends still mapped too many,
     * and takes the answers of probes.
     */
    @Override
    public boolean run(int budget) {
        if (unheeded != null) {
            interfaceStatus(unheeded);
        }
        front.takeProbes();
        return false;
    }

    private void interfaceStatus(ControlMessage message) {
        switch (message.getInt(BlkifFrontendLayout.STATUS)) {
            case BlkifFrontendLayout.CLOSED -> {
                unheeded = null;
                ignored++;
            }
            case BlkifFrontendLayout.DISCONNECTED -> offerRing(message, message.getShort(BlkifFrontendLayout.LOSSES));
            case BlkifFrontendLayout.CONNECTED -> connect(message);
            case BlkifFrontendLayout.CHANGED -> front.changed();
            default -> ignored++;
        }
    }

    private void offerRing(ControlMessage message, int losses) {
        unheeded = null;
        if (!front.offerRing(message.getShort(BlkifFrontendLayout.BACKEND))) {
            unheeded = message;
            return;
        }
        ControlMessage ring = new ControlMessage(
                        ControlType.BLKIF_FE,
                        BlkifFrontendLayout.INTERFACE_CONNECT,
                        BlkifFrontendLayout.INTERFACE_CONNECT_SIZE)
                .putShort(BlkifFrontendLayout.OFFER_LOSSES, losses)
                .putInt(BlkifFrontendLayout.RING, front.ringReference());
        controller.ask(ring, answer -> {});
    }

    private void connect(ControlMessage message) {
        if (front.state() == ConnectionState.CLOSED) {
            offerRing(message, 0);
        }
        if (front.state() != ConnectionState.CLOSED) {
            front.connect(message.getShort(BlkifFrontendLayout.PORT));
        }
    }
}
