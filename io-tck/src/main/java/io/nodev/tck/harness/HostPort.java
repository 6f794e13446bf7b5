package io.nodev.tck.harness;

import io.nodev.common.packet.MacAddress;
import java.util.List;

/** Domain 0's own place in the network, whether that is a ring or the bridge's own port. */
public interface HostPort {
    /** Its hardware address. */
    MacAddress address();

    /**
     * Sends a frame and lets the machine come to rest.
     *
     * @return the status, 0 if it was taken
     */
    int send(byte[] frame);

    /** Takes what domain 0 received since the last time, in order. */
    List<byte[]> takeReceived();
}
