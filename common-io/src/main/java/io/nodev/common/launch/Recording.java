package io.nodev.common.launch;

import io.nodev.common.capture.PcapResolution;
import io.nodev.common.capture.PcapWriter;
import io.nodev.common.guest.PacketHandler;
import io.nodev.common.machine.Machine;
import io.nodev.common.machine.MachineTap;
import io.nodev.common.machine.PortReport;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Writes each packet that a tap shows to the capture of its port. The first file that cannot be written ends all of it; the
 * machine does not notice, and {@link #finish()} tells.
 */
final class Recording implements MachineTap, Closeable {
    private final Path folder;
    private final PcapResolution resolution;
    private final LongSupplier causeNanos;
    private final Map<String, PcapWriter> writers = new TreeMap<>();
    private volatile LaunchException failure;

    /**
     * @param causeNanos the time of the frame that is being played, nanoseconds since 1970; from any thread
     */
    Recording(Path folder, PcapResolution resolution, LongSupplier causeNanos) {
        this.folder = folder;
        this.resolution = resolution;
        this.causeNanos = causeNanos;
    }

    @Override
    public PacketHandler vif(int domain, int index) {
        return into(new VifName(domain, index) + ".pcap");
    }

    @Override
    public PacketHandler nic(String name) {
        return into("nic-" + name + ".pcap");
    }

    private PacketHandler into(String file) {
        PcapWriter writer = writer(file);
        return (bytes, offset, length) -> append(writer, bytes, offset, length);
    }

    /** The file's writer; null once something failed. */
    private synchronized PcapWriter writer(String file) {
        PcapWriter writer = writers.get(file);
        if (writer == null && failure == null) {
            Path target = folder.resolve(file);
            try {
                writer = PcapWriter.create(target, resolution);
                writers.put(file, writer);
            } catch (IOException e) {
                fail(target, e);
            }
        }
        return writer;
    }

    private void append(PcapWriter writer, byte[] bytes, int offset, int length) {
        if (failure != null) {
            return;
        }
        try {
            writer.append(causeNanos.getAsLong(), bytes, offset, length);
        } catch (IOException e) {
            fail(writer.target(), e);
        }
    }

    private synchronized void fail(Path target, IOException cause) {
        if (failure == null) {
            failure = LaunchException.failed("cannot write " + target, cause);
        }
    }

    /** Sees to it that each port of the machine has a file, also one that nothing came to. */
    void addPorts(Machine machine) throws LaunchException {
        for (PortReport vif : machine.vifs()) {
            writer(vif.name() + ".pcap");
        }
        for (PortReport nic : machine.nics()) {
            writer("nic-" + nic.name() + ".pcap");
        }
        check();
    }

    /** Completes all files; to be called when no virtual CPU has a turn any more. */
    void finish() throws LaunchException {
        check();
        for (PcapWriter writer : writers.values()) {
            try {
                writer.finish();
            } catch (IOException e) {
                throw LaunchException.failed("cannot write " + writer.target(), e);
            }
        }
    }

    private void check() throws LaunchException {
        if (failure != null) {
            throw failure;
        }
    }

    /** Gives up what is not finished. */
    @Override
    public void close() {
        for (PcapWriter writer : writers.values()) {
            try {
                writer.close();
            } catch (IOException e) {
                fail(writer.target(), e);
            }
        }
    }
}
