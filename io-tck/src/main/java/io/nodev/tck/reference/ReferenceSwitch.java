package io.nodev.tck.reference;

import io.nodev.common.packet.MacAddress;
import io.nodev.tck.frame.Frames;
import java.util.LinkedHashMap;
import java.util.Map;

/** Carries a frame to whoever has its address, or to everybody else. */
final class ReferenceSwitch {
    private final Map<MacAddress, Port> ports = new LinkedHashMap<>();

    /** Takes frames. */
    @FunctionalInterface
    interface Port {
        void receive(byte[] frame);
    }

    void attach(MacAddress address, Port port) {
        ports.put(address, port);
    }

    void detach(MacAddress address) {
        ports.remove(address);
    }

    void carry(MacAddress from, byte[] frame) {
        Port known = ports.get(Frames.destination(frame));
        if (known != null) {
            known.receive(frame.clone());
            return;
        }
        ports.forEach((address, port) -> {
            if (!address.equals(from)) {
                port.receive(frame.clone());
            }
        });
    }
}
