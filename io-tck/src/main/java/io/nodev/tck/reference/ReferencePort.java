package io.nodev.tck.reference;

import io.nodev.common.packet.MacAddress;
import io.nodev.tck.harness.GuestPort;
import io.nodev.tck.harness.RawVif;
import io.nodev.tck.harness.RxResponse;
import io.nodev.tck.harness.TxRequest;
import java.util.List;

/** The driver of a {@link ReferenceVif}: every buffer is posted, and ids are used in turn. */
final class ReferencePort implements GuestPort {
    private final ReferenceVif vif;
    private int sent;
    private long dropped;

    ReferencePort(ReferenceVif vif) {
        this.vif = vif;
        vif.postRx(RawVif.SLOTS);
        vif.push();
    }

    @Override
    public MacAddress address() {
        return vif.address();
    }

    @Override
    public boolean isConnected() {
        return vif.isConnected();
    }

    @Override
    public void send(byte[] frame) {
        if (!isConnected()) {
            dropped++;
            return;
        }
        vif.fill(TxRequest.of(sent++ % RawVif.SLOTS, frame));
        vif.push();
    }

    @Override
    public List<byte[]> takeReceived() {
        List<byte[]> frames = vif.takeRx().stream().map(RxResponse::frame).toList();
        vif.postRx(frames.size());
        vif.push();
        return frames;
    }

    @Override
    public long droppedNotConnected() {
        return dropped;
    }
}
