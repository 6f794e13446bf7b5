package io.nodev.common.guest;

/** Takes received packets. */
@FunctionalInterface
public interface PacketHandler {
    /**
     * Takes one packet, from its Ethernet header on.
     *
     * @param bytes holds the packet during this call only; the callee may change it
     * @param offset of the packet's first byte
     * @param length in bytes
     */
    void packet(byte[] bytes, int offset, int length);
}
