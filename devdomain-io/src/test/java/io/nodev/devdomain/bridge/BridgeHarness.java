package io.nodev.devdomain.bridge;

import io.nodev.common.packet.MacAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A bridge with own port {@code vif0.0}, a clock set by hand, and ports that write down what they are sent: the name of
 * the port, with a full stop if it was told that it is the last.
 */
final class BridgeHarness {
    static final String OWN = "00:02:b3:9d:1f:aa";
    static final String A = "aa:00:00:00:00:0a";
    static final String B = "aa:00:00:00:00:0b";
    static final String C = "aa:00:00:00:00:0c";
    static final String NOBODY = "02:00:00:00:00:99";
    static final String BROADCAST = "ff:ff:ff:ff:ff:ff";
    static final String GROUP = "01:00:5e:00:00:01";

    final List<String> sent = new ArrayList<>();
    BiConsumer<String, BridgedFrame> onSend = (port, frame) -> {};
    long nanos = 1_000;
    final Bridge bridge;
    private final Map<String, BridgePort> ports = new HashMap<>();

    BridgeHarness(String... names) {
        bridge = new Bridge(new Bridge.Host("vif0.0", MacAddress.parse(OWN), writer("vif0.0")), () -> nanos);
        bridge.ownPort().open();
        ports.put("vif0.0", bridge.ownPort());
        for (String name : names) {
            attach(name, Bridge.DEFAULT_STATIONS).open();
        }
    }

    BridgePort attach(String name, int stations) {
        BridgePort port = bridge.attach(name, writer(name), stations);
        ports.put(name, port);
        return port;
    }

    BridgePort port(String name) {
        return ports.get(name);
    }

    BridgePortStats stats(String name) {
        return port(name).stats();
    }

    /** Lets a frame in by a port and returns who was sent it, in order. */
    List<String> receive(String in, BridgedFrame frame) {
        sent.clear();
        port(in).receive(frame);
        return List.copyOf(sent);
    }

    List<String> receive(String in, String destination, String source) {
        return receive(in, TestFrame.of(destination, source));
    }

    /** The addresses the bridge knows behind a port, the one not seen for longest first. */
    List<String> stationsOf(String name) {
        return bridge.stations().stream()
                .filter(station -> station.port() == port(name))
                .map(station -> station.address().toString())
                .toList();
    }

    private PortDevice writer(String name) {
        return (frame, last) -> {
            sent.add(last ? name + "." : name);
            onSend.accept(name, frame);
        };
    }
}
