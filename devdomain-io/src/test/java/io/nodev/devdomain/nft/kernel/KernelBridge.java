package io.nodev.devdomain.nft.kernel;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A bridge of the running kernel's, in a network namespace that goes with this object. Port 0 is the bridge's own, where
 * the machine's stack is.
 */
final class KernelBridge implements AutoCloseable {
    /** What stands for the device domain's own port. */
    static final String OWN_NAME = "vif0.0";

    static final String OWN_ADDRESS = "00:02:b3:9d:1f:aa";

    private final Process process;
    private final DataInputStream in;
    private final DataOutputStream out;

    private KernelBridge(Process process) throws IOException {
        this.process = process;
        this.in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        in.readUTF();
    }

    /** A frame at a port. */
    record Delivery(int port, byte[] frame) {}

    /** Makes one, or skips the test that asks for it, with the reason. */
    static KernelBridge withPorts(List<String> ports) throws IOException {
        for (String tool : List.of("nft", "ip", "unshare")) {
            assumeThat(isInstalled(tool)).as("%s is installed", tool).isTrue();
        }
        assumeThat(Files.isWritable(Path.of("/dev/net/tun")))
                .as("TAP devices can be made")
                .isTrue();
        assumeThat(canUnshare())
                .as("network namespaces can be made, which needs root")
                .isTrue();
        List<String> command = new ArrayList<>(
                List.of("unshare", "-n", java(), "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", classPath()));
        command.addAll(List.of(KernelBridgeMain.class.getName(), OWN_NAME, OWN_ADDRESS));
        command.addAll(ports);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        addSystemPath(builder);
        return new KernelBridge(builder.start());
    }

    /** Replaces the ruleset; returns what nft complains about, or nothing. */
    String load(String ruleset) throws IOException {
        return ask(KernelBridgeMain.LOAD, ruleset);
    }

    /** Has a ruleset checked; returns what nft complains about, or nothing. */
    String check(String ruleset) throws IOException {
        return ask(KernelBridgeMain.CHECK, ruleset);
    }

    /** The ruleset as nft lists it. */
    String list() throws IOException {
        return ask(KernelBridgeMain.LIST, null);
    }

    /** Forgets every station that was learned. */
    void forgetStations() throws IOException {
        ask(KernelBridgeMain.FORGET, null);
    }

    /** Lets a frame in by a port and returns where it came out. */
    List<Delivery> send(int port, byte[] frame) throws IOException {
        out.writeByte(KernelBridgeMain.SEND);
        out.writeInt(port);
        out.writeInt(frame.length);
        out.write(frame);
        out.flush();
        List<Delivery> deliveries = new ArrayList<>();
        for (int at = in.readInt(); at >= 0; at = in.readInt()) {
            deliveries.add(new Delivery(at, readBytes()));
        }
        return deliveries;
    }

    @Override
    public void close() throws IOException {
        out.close();
        process.destroy();
    }

    private String ask(char command, String text) throws IOException {
        out.writeByte(command);
        if (text != null) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
        out.flush();
        return new String(readBytes(), StandardCharsets.UTF_8);
    }

    private byte[] readBytes() throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    private static boolean isInstalled(String tool) {
        return Stream.of("/usr/sbin", "/sbin", "/usr/bin", "/bin")
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    private static boolean canUnshare() throws IOException {
        ProcessBuilder builder = new ProcessBuilder("unshare", "-n", "ip", "link").redirectErrorStream(true);
        addSystemPath(builder);
        Process process = builder.start();
        process.getInputStream().readAllBytes();
        try {
            return process.waitFor() == 0;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void addSystemPath(ProcessBuilder builder) {
        Map<String, String> environment = builder.environment();
        environment.merge("PATH", "/usr/sbin:/sbin", (path, folders) -> path + ":" + folders);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Surefire hides the tests' class path from {@code java.class.path}. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
