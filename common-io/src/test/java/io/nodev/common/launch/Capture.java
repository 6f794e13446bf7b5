package io.nodev.common.launch;

import io.nodev.common.capture.PcapResolution;
import io.nodev.common.capture.PcapWriter;
import io.nodev.common.packet.MacAddress;
import java.io.IOException;
import java.nio.file.Path;

/** A capture in the making; frame {@code n} is captured {@code n} microseconds and 789 nanoseconds after the start. */
final class Capture {
    static final long START_NANOS = 1_795_359_581_000_000_000L;
    static final String OUTSIDE = "52:54:00:12:34:64";
    static final String STRANGER = "52:54:00:99:99:99";

    private final PcapWriter writer;
    private long frames;

    private Capture(PcapWriter writer) {
        this.writer = writer;
    }

    static Capture at(Path file, PcapResolution resolution) throws IOException {
        return new Capture(PcapWriter.create(file, resolution));
    }

    Capture frame(String from, String to, int type) throws IOException {
        return frame(from, to, type, 60);
    }

    Capture frame(String from, String to, int type, int length) throws IOException {
        byte[] frame = new byte[length];
        MacAddress.parse(to).put(frame, 0);
        MacAddress.parse(from).put(frame, 6);
        frame[12] = (byte) (type >> 8);
        frame[13] = (byte) type;
        writer.append(timeNanos(frames++), frame, 0, length);
        return this;
    }

    static long timeNanos(long frame) {
        return START_NANOS + frame * 1_000 + 789;
    }

    void finish() throws IOException {
        writer.finish();
    }
}
