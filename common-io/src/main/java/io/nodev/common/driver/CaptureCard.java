package io.nodev.common.driver;

import io.nodev.common.capture.PcapWriter;
import io.nodev.common.packet.MacAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * A card whose wire is a capture: a player says which frames arrive, and every frame sent can be recorded. Frames arrive
 * from the player's thread; recording is the owner's.
 */
public final class CaptureCard extends QueuedCard {
    private static final int RECEIVE_SLOTS = 256;
    private static final int TRANSMIT_SLOTS = 256;

    private final LongSupplier timestampNanos;
    private PcapWriter recording;

    /**
     * A card that records nothing yet.
     *
     * @param timestampNanos the time of a recorded frame, nanoseconds since 1970; asked once for each
     */
    public CaptureCard(String name, MacAddress address, LongSupplier timestampNanos) {
        super(name, address, new CardQueues(address, RECEIVE_SLOTS, TRANSMIT_SLOTS));
        this.timestampNanos = timestampNanos;
    }

    /**
     * Records every frame sent from now on. Owner's thread only, or before the owner runs.
     *
     * @param writer used by this card alone, and ended by {@link #finishRecording()}
     * @throws IllegalStateException if the card records already
     */
    public void recordTo(PcapWriter writer) {
        if (recording != null) {
            throw new IllegalStateException("card " + name() + " records already: target=" + recording.target());
        }
        recording = writer;
    }

    /**
     * Completes the recording, if there is one. Owner's thread only, or after the owner stopped.
     *
     * @throws DriverFault if the file cannot be written or has vanished
     */
    public void finishRecording() {
        if (recording == null) {
            return;
        }
        PcapWriter writer = recording;
        recording = null;
        try {
            writer.finish();
        } catch (IOException e) {
            throw new DriverFault(name(), writer.target(), e);
        }
    }

    /**
     * A frame arrives from the wire. Any thread. Frames no card takes, frames for others and frames there is no room for are
     * counted and lost.
     *
     * @param bytes copied before this returns
     * @return whether a poll will show it
     * @throws IndexOutOfBoundsException if the array does not hold {@code length} bytes at {@code offset}
     */
    public boolean arrive(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return queues().arrive(bytes, offset, length);
    }

    @Override
    public boolean scatterGather() {
        return true;
    }

    /** A frame that cannot be recorded is not taken, and the recording is given up. */
    @Override
    boolean transmit(CardQueues queues, OutboundFrame frame, int cookie) {
        int length = checkedLength(frame);
        if (queues.isTransmitQueueFull()) {
            return false;
        }
        if (recording != null) {
            record(queues.copyOut(frame), length);
        }
        queues.sent(length, cookie);
        return true;
    }

    private void record(byte[] bytes, int length) {
        try {
            recording.append(timestampNanos.getAsLong(), bytes, 0, length);
        } catch (IOException e) {
            Path target = recording.target();
            recording = null;
            throw new DriverFault(name(), target, e);
        }
    }
}
