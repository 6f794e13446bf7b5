package io.nodev.tck.harness;

import io.nodev.common.packet.MacAddress;
import java.util.ArrayList;
import java.util.List;

/** Domain 0's port where that is a vif like any other. */
public final class VifHostPort implements HostPort {
    private static final int BUFFERS = 100;

    private final MachineUnderTest machine;
    private final RawVif vif;
    private int posted;

    /** A port over a vif, with buffers posted. */
    public VifHostPort(MachineUnderTest machine, RawVif vif) {
        this.machine = machine;
        this.vif = vif;
        refill();
    }

    private void refill() {
        vif.postRx(BUFFERS - posted);
        posted = BUFFERS;
        vif.push();
    }

    @Override
    public MacAddress address() {
        return vif.address();
    }

    @Override
    public int send(byte[] frame) {
        vif.fill(TxRequest.of(0, frame));
        vif.push();
        machine.settle();
        return vif.takeTxResponses().get(0).status();
    }

    @Override
    public List<byte[]> takeReceived() {
        List<byte[]> frames = new ArrayList<>();
        for (RxResponse response : vif.takeRx()) {
            posted--;
            if (response.isFrame()) {
                frames.add(response.frame());
            }
        }
        refill();
        return frames;
    }
}
