package io.nodev.devdomain;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.devdomain.layout.BlkifBackendLayout;
import io.nodev.devdomain.layout.BlkifFrontendLayout;
import io.nodev.devdomain.layout.ControlType;
import io.nodev.devdomain.layout.NetifBackendLayout;
import io.nodev.devdomain.layout.NetifFrontendLayout;
import io.nodev.hypervisor.domain.SharedInfoLayout;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.tck.harness.HostileStep;
import io.nodev.tck.harness.SharedField;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a guest says to the domain controller, put into the ring byte by byte, and how it answers what it is asked. */
final class ControlSteps implements HostileStep {
    private static final int MESSAGES = 8;
    private static final int SIZE = 64;
    private static final int HEADER = 4;
    private static final int TO_DOMAIN = 512;
    private static final int INDICES = 1024;

    private final GuestKernel kernel;
    private final AddressSpace memory;
    private final int port;
    private final int ring;
    private final String name;
    private final int[] header;
    private final int[] payload;

    private ControlSteps(GuestKernel kernel, int port, String name, int[] header, int... payload) {
        this.kernel = kernel;
        this.memory = kernel.memory();
        this.port = port;
        this.ring = kernel.sharedInfo() + SharedInfoLayout.CONTROL_RING;
        this.name = name;
        this.header = header;
        this.payload = payload;
    }

    /** Offers the rings of a vif. */
    static ControlSteps offer(GuestKernel kernel, int port, DevdomainRawVif vif) {
        int[] offer = {
            ControlType.NETIF_FE, NetifFrontendLayout.INTERFACE_CONNECT, 0, NetifFrontendLayout.INTERFACE_CONNECT_SIZE
        };
        int transmit = vif.transmitReference();
        return new ControlSteps(
                kernel, port, "control-offer", offer, vif.index(), 0, transmit, 0, vif.receiveReference(), 0);
    }

    /** From now on it says that the backend was lost so often. */
    void setLosses(int losses) {
        payload[NetifFrontendLayout.OFFER_LOSSES / Integer.BYTES] = losses;
    }

    /** All that concerns the network, {@code offer} included. */
    static List<HostileStep> ofNetwork(GuestKernel kernel, int port, ControlSteps offer) {
        int[] up = {ControlType.NETIF_FE, NetifFrontendLayout.DRIVER_STATUS, 0, NetifFrontendLayout.DRIVER_STATUS_SIZE};
        int[] backendUp = {
            ControlType.NETIF_BE, NetifBackendLayout.DRIVER_STATUS, 0, NetifBackendLayout.DRIVER_STATUS_SIZE
        };
        return List.of(
                new ControlSteps(kernel, port, "control-up", up, 1, 1),
                offer,
                new ControlSteps(kernel, port, "control-backend", backendUp, 1));
    }

    /** Offers a block ring. */
    static ControlSteps offer(GuestKernel kernel, int port, DevdomainBlockPort block) {
        int[] offer = {
            ControlType.BLKIF_FE, BlkifFrontendLayout.INTERFACE_CONNECT, 0, BlkifFrontendLayout.INTERFACE_CONNECT_SIZE
        };
        return new ControlSteps(kernel, port, "block-offer", offer, 0, 0, block.ringReference(), 0);
    }

    /** What concerns VBDs; a correct guest would not say the last two. */
    static List<HostileStep> ofBlocks(GuestKernel kernel, int port, ControlSteps offer) {
        int domain = kernel.gate().domain();
        int[] up = {ControlType.BLKIF_FE, BlkifFrontendLayout.DRIVER_STATUS, 0, BlkifFrontendLayout.DRIVER_STATUS_SIZE};
        int[] backendUp = {
            ControlType.BLKIF_BE, BlkifBackendLayout.DRIVER_STATUS, 0, BlkifBackendLayout.DRIVER_STATUS_SIZE
        };
        int[] grow = {ControlType.BLKIF_BE, BlkifBackendLayout.VBD_GROW, 0, BlkifBackendLayout.VBD_GROW_SIZE};
        return List.of(
                new ControlSteps(kernel, port, "block-up", up, 1, 1),
                offer,
                new ControlSteps(kernel, port, "block-backend", backendUp, 1),
                new ControlSteps(kernel, port, "block-grow", grow, domain, 0, 0, 0, 4096, 0, 0x300, 0x301, 0));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<SharedField> fields() {
        List<SharedField> fields = new ArrayList<>();
        String[] parts = {"type", "subtype", "id", "length"};
        for (int i = 0; i < HEADER; i++) {
            fields.add(new SharedField("message." + parts[i], ring + i, SIZE, MESSAGES, 1));
            fields.add(new SharedField("answer." + parts[i], ring + TO_DOMAIN + i, SIZE, MESSAGES, 1));
        }
        for (int i = 0; i < payload.length; i++) {
            int at = HEADER + i * Integer.BYTES;
            fields.add(new SharedField("message.w" + i, ring + at, SIZE, MESSAGES, Integer.BYTES));
            fields.add(new SharedField("answer.w" + i, ring + TO_DOMAIN + at, SIZE, MESSAGES, Integer.BYTES));
        }
        String[] indices = {"message.reqProd", "message.rspProd", "answer.reqProd", "answer.rspProd"};
        for (int i = 0; i < indices.length; i++) {
            fields.add(SharedField.once(indices[i], ring + INDICES + i * Integer.BYTES, Integer.BYTES));
        }
        return fields;
    }

    private int index(int which) {
        return ring + INDICES + which * Integer.BYTES;
    }

    /** Answers what was asked, and asks. */
    @Override
    public int prepare(Random random) {
        memory.putIntRelease(index(3), memory.getIntAcquire(index(2)));
        int at = memory.getIntAcquire(index(0));
        int slot = ring + (at & MESSAGES - 1) * SIZE;
        for (int i = 0; i < HEADER; i++) {
            memory.putByte(slot + i, (byte) header[i]);
        }
        for (int i = 0; i < payload.length; i++) {
            memory.putInt(slot + HEADER + i * Integer.BYTES, payload[i]);
        }
        memory.putIntRelease(index(0), at + 1);
        return at;
    }

    @Override
    public void tell() {
        kernel.send(port);
    }

    /** The controller has answered all that it took. */
    @Override
    public void resync() {
        memory.putIntRelease(index(0), memory.getIntAcquire(index(1)));
        memory.putIntRelease(index(3), memory.getIntAcquire(index(2)));
    }
}
