package io.nodev.tck.harness;

import io.nodev.common.packet.MacAddress;
import java.util.List;

/** An interface as the guest behind its driver has it. */
public interface GuestPort {
    /** Its hardware address. */
    MacAddress address();

    /** Whether frames can be sent. */
    boolean isConnected();

    /** Has the guest send a frame when the machine runs next. A driver that has no room for it is the guest's crash. */
    void send(byte[] frame);

    /** Takes the frames received since the last time, in order. */
    List<byte[]> takeReceived();

    /** Frames dropped in the driver because it was not connected. */
    long droppedNotConnected();
}
