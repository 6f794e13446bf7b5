package io.nodev.legacy;

import io.nodev.common.packet.Ipv4Address;
import io.nodev.common.packet.MacAddress;
import java.nio.ByteBuffer;

/** Frames for tests, with payloads that differ at every offset. */
public final class TestFrames {
    public static final int IPV4 = 0x0800;
    public static final int ARP = 0x0806;
    public static final int IPV6 = 0x86DD;

    private TestFrames() {}

    /** A UDP-like IPv4 frame of exactly {@code length} bytes, at least 35. */
    public static byte[] ip(MacAddress from, MacAddress to, String source, String destination, int length) {
        byte[] frame = ethernet(from, to, IPV4, length);
        ByteBuffer ip = ByteBuffer.wrap(frame);
        ip.put(14, (byte) 0x45)
                .putShort(16, (short) (length - 14))
                .put(22, (byte) 64)
                .put(23, (byte) 17);
        ip.putInt(26, Ipv4Address.parse(source)).putInt(30, Ipv4Address.parse(destination));
        return frame;
    }

    /** An ARP request of 42 bytes, cut or filled to {@code length}. */
    public static byte[] arp(MacAddress from, String source, String target, int length) {
        byte[] frame = new byte[Math.max(length, 42)];
        MacAddress.BROADCAST.put(frame, 0);
        from.put(frame, 6);
        ByteBuffer arp = ByteBuffer.wrap(frame);
        arp.putShort(12, (short) ARP)
                .putShort(14, (short) 1)
                .putShort(16, (short) IPV4)
                .put(18, (byte) 6)
                .put(19, (byte) 4);
        arp.putShort(20, (short) 1);
        from.put(frame, 22);
        arp.putInt(28, Ipv4Address.parse(source)).putInt(38, Ipv4Address.parse(target));
        return java.util.Arrays.copyOf(frame, length);
    }

    /** A frame of any ethertype. */
    public static byte[] ethernet(MacAddress from, MacAddress to, int type, int length) {
        byte[] frame = new byte[length];
        for (int i = 14; i < length; i++) {
            frame[i] = (byte) (i * 31 + 7);
        }
        to.put(frame, 0);
        from.put(frame, 6);
        frame[12] = (byte) (type >>> 8);
        frame[13] = (byte) type;
        return frame;
    }
}
