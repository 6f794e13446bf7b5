package io.nodev.legacy.vif;

import io.nodev.common.packet.EthernetView;
import io.nodev.common.packet.HeaderBytes;
import io.nodev.common.packet.MacAddress;
import io.nodev.hypervisor.memory.MachineMemory;

/**
 * The private copy of a frame's first bytes, made once. Checks, stamping and look-up use this, and it is what goes on.
 * One object for all frames, filled for each.
 */
final class FrameHeader {
    private static final int ARP_SENDER_HARDWARE = 22;
    private static final int ARP_SENDER_PROTOCOL = 28;
    private static final int ARP_TARGET_HARDWARE = 32;
    private static final int ARP_LENGTH = 42;
    private static final int IP_SOURCE = 26;
    private static final int LINK_LOCAL = 169 << 8 | 254;

    private final MachineMemory memory;
    private final byte[] bytes = new byte[HeaderBytes.LENGTH];
    private int address;
    private int length;

    FrameHeader(MachineMemory memory) {
        this.memory = memory;
    }

    /** Copies the first bytes of a frame; the caller holds its page. */
    void copyFrom(int frameAddress, int frameLength) {
        address = frameAddress;
        length = frameLength;
        memory.read(address, bytes, 0, available());
    }

    /** The copy. */
    byte[] bytes() {
        return bytes;
    }

    /** How many bytes of the copy are the frame's. */
    int available() {
        return HeaderBytes.of(length);
    }

    /** The ethertype. */
    int type() {
        return shortAt(EthernetView.TYPE);
    }

    private int shortAt(int offset) {
        return (bytes[offset] & 0xFF) << 8 | bytes[offset + 1] & 0xFF;
    }

    /** Writes the source address, for ARP also as the sender's, into the copy and into the frame where it lies. */
    void stampSource(byte[] mac) {
        stamp(EthernetView.SOURCE, mac);
        if (type() == EthernetView.TYPE_ARP && length >= ARP_LENGTH) {
            stamp(ARP_SENDER_HARDWARE, mac);
        }
    }

    /**
     * Writes the destination address, for ARP also as the target's. An ARP frame that is too short for a target has it
     * written behind its end, in the page but not in the frame.
     */
    void stampDestination(byte[] mac) {
        stamp(EthernetView.DESTINATION, mac);
        if (type() == EthernetView.TYPE_ARP) {
            stamp(ARP_TARGET_HARDWARE, mac);
        }
    }

    private void stamp(int offset, byte[] mac) {
        System.arraycopy(mac, 0, bytes, offset, MacAddress.LENGTH);
        memory.write(address + offset, mac, 0, MacAddress.LENGTH);
    }

    /** Whether the sender's IPv4 address is in 169.254.0.0/16; {@code false} for what is neither IPv4 nor ARP. */
    boolean isLinkLocal() {
        return switch (type()) {
            case EthernetView.TYPE_ARP -> shortAt(ARP_SENDER_PROTOCOL) == LINK_LOCAL;
            case EthernetView.TYPE_IPV4 -> shortAt(IP_SOURCE) == LINK_LOCAL;
            default -> false;
        };
    }
}
