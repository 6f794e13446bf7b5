package io.nodev.devdomain.nft.kernel;

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

/**
 * Runs in a network namespace of its own: builds a bridge of the kernel's with a TAP device for each port, and does what
 * {@link KernelBridge} asks for through standard input and output.
 */
final class KernelBridgeMain {
    static final char LOAD = 'L';
    static final char CHECK = 'C';
    static final char SEND = 'S';
    static final char LIST = 'P';
    static final char FORGET = 'F';

    private final List<Wire> wires = new ArrayList<>();
    private final String bridge;
    private final DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
    private final DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out));

    private KernelBridgeMain(String bridge) {
        this.bridge = bridge;
    }

    /** @param args the name and address of the bridge, then the names of its ports */
    public static void main(String[] args) throws IOException {
        KernelBridgeMain main = new KernelBridgeMain(args[0]);
        main.build(args[1], List.of(args).subList(2, args.length));
        main.serve();
    }

    private void build(String address, List<String> ports) throws IOException {
        write("/proc/sys/net/ipv6/conf/all/disable_ipv6", "1");
        write("/proc/sys/net/ipv6/conf/default/disable_ipv6", "1");
        for (String tables : List.of("iptables", "ip6tables", "arptables")) {
            write("/proc/sys/net/bridge/bridge-nf-call-" + tables, "0");
        }
        StringBuilder commands = new StringBuilder("link add " + bridge + " address " + address
                + " type bridge mcast_snooping 0 stp_state 0 forward_delay 0\nlink set " + bridge + " up\n");
        for (int i = 0; i < ports.size(); i++) {
            wires.add(Wire.ofNewTap(ports.get(i)));
            commands.append(
                    "link set %s address 06:00:00:00:00:%02x master %s up%n".formatted(ports.get(i), i, bridge));
        }
        run(commands.toString(), "ip", "-batch", "-");
        wires.add(0, Wire.ofStackAt(bridge));
        for (String port : ports) {
            await(port, "LOWER_UP", "bridge_slave state forwarding");
        }
        await(bridge, "LOWER_UP");
        out.writeUTF("ready");
        out.flush();
    }

    private void serve() throws IOException {
        for (int command = in.read(); command >= 0; command = in.read()) {
            switch (command) {
                case LOAD -> writeText(run("flush ruleset\n" + readText(), "nft", "-f", "-"));
                case CHECK -> writeText(run(readText(), "nft", "-c", "-f", "-"));
                case LIST -> writeText(run("", "nft", "list", "ruleset"));
                case FORGET -> writeText(run("", "ip", "link", "set", bridge, "type", "bridge", "fdb_flush"));
                case SEND -> send();
                default -> throw new IOException("no such command: command=" + command);
            }
            out.flush();
        }
    }

    private void send() throws IOException {
        int port = in.readInt();
        byte[] frame = new byte[in.readInt()];
        in.readFully(frame);
        wires.get(port).write(frame);
        for (int i = 0; i < wires.size(); i++) {
            for (byte[] sent : wires.get(i).read()) {
                out.writeInt(i);
                out.writeInt(sent.length);
                out.write(sent);
            }
        }
        out.writeInt(-1);
    }

    private String readText() throws IOException {
        byte[] text = new byte[in.readInt()];
        in.readFully(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private void writeText(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Runs a command and returns what it printed. */
    private static String run(String input, String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void write(String file, String value) throws IOException {
        Path path = Path.of(file);
        if (Files.exists(path)) {
            Files.writeString(path, value);
        }
    }

    private static void await(String interfaceName, String... states) throws IOException {
        String shown = "";
        for (int tries = 0; tries < 15_000; tries++) {
            shown = run("", "ip", "-details", "link", "show", "dev", interfaceName);
            if (List.of(states).stream().allMatch(shown::contains)) {
                return;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
        throw new IOException("never came up: shown=" + shown);
    }
}
