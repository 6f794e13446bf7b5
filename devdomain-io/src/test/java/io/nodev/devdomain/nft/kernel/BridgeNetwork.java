package io.nodev.devdomain.nft.kernel;

import io.nodev.common.packet.HeaderBytes;
import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.bridge.Bridge;
import io.nodev.devdomain.bridge.BridgePort;
import io.nodev.devdomain.bridge.BridgedFrame;
import io.nodev.devdomain.bridge.PortDevice;
import io.nodev.devdomain.netback.FirewallHooks;
import io.nodev.devdomain.nft.Firewall;
import io.nodev.devdomain.nft.kernel.KernelBridge.Delivery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Our bridge with a firewall at its hooks, to compare both with a kernel's. Port 0 is the bridge's own. */
final class BridgeNetwork {
    /** Addresses of the kernel's ports begin with this; they are its own. */
    private static final long PORT_ADDRESSES = 0x06_00_00_00_00_00L;

    private final Bridge bridge;
    private final List<BridgePort> ports = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();

    BridgeNetwork(Firewall firewall, List<String> names) {
        MacAddress own = MacAddress.parse(KernelBridge.OWN_ADDRESS);
        bridge = new Bridge(new Bridge.Host(names.get(0), own, device(0)), () -> 0);
        bridge.setHooks(new FirewallHooks(firewall));
        ports.add(bridge.ownPort());
        for (int port = 1; port < names.size(); port++) {
            ports.add(bridge.attach(names.get(port), device(port)));
        }
        for (int last = 0; last < 256; last++) {
            bridge.addOwnAddress(new MacAddress(PORT_ADDRESSES | last));
        }
        ports.forEach(BridgePort::open);
    }

    private PortDevice device(int port) {
        return (frame, last) -> deliveries.add(new Delivery(port, ((Sent) frame.source()).bytesWith(frame.header())));
    }

    List<Delivery> send(int in, byte[] bytes) {
        deliveries.clear();
        ports.get(in).receive(new Sent(bytes));
        return List.copyOf(deliveries);
    }

    private record Sent(byte[] bytes) implements BridgedFrame {
        byte[] bytesWith(byte[] header) {
            byte[] sent = bytes.clone();
            System.arraycopy(header, 0, sent, 0, headerLength());
            return sent;
        }

        @Override
        public byte[] header() {
            return Arrays.copyOf(bytes, HeaderBytes.LENGTH);
        }

        @Override
        public int headerLength() {
            return HeaderBytes.of(bytes.length);
        }

        @Override
        public int length() {
            return bytes.length;
        }

        @Override
        public int virtualAddress() {
            return 0;
        }

        @Override
        public void hold() {
            throw new IllegalStateException("nobody holds a frame here: holds=1");
        }

        @Override
        public void release() {
            throw new IllegalStateException("nobody holds a frame here: holds=0");
        }

        @Override
        public boolean take() {
            return false;
        }
    }
}
