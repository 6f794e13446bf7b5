package io.nodev.tck.frame;

import io.nodev.common.packet.InternetChecksum;
import io.nodev.common.packet.MacAddress;
import java.util.Arrays;

/** Makes frames. Lengths count from the Ethernet header on, without check sequence; payload is a pattern of its seed. */
public final class Frames {
    /** Bytes of an Ethernet header. */
    public static final int ETHERNET = 14;

    /** Where an IPv4 header ends that has no options. */
    public static final int IPV4_END = 34;

    /** Bytes of an ARP frame without padding. */
    public static final int ARP_LENGTH = 42;

    private static final int TYPE = 12;
    private static final int UDP = 17;
    private static final int UDP_END = IPV4_END + 8;

    private Frames() {}

    /** Who sends to whom, as hardware and IPv4 addresses. */
    public record Ends(MacAddress fromMac, int from, MacAddress toMac, int to) {
        /** The same from another IPv4 address. */
        public Ends from(int address) {
            return new Ends(fromMac, address, toMac, to);
        }

        /** The same to another IPv4 address. */
        public Ends to(int address) {
            return new Ends(fromMac, from, toMac, address);
        }

        /** The same to another hardware address. */
        public Ends toMac(MacAddress address) {
            return new Ends(fromMac, from, address, to);
        }
    }

    /** Bytes with a header of Ethernet and a pattern behind it. */
    public static byte[] ethernet(Ends ends, int type, int length) {
        byte[] frame = new byte[length];
        for (int i = Math.min(ETHERNET, length); i < length; i++) {
            frame[i] = (byte) (i * 31 + type);
        }
        byte[] header = new byte[ETHERNET];
        ends.toMac().put(header, 0);
        ends.fromMac().put(header, MacAddress.LENGTH);
        header[TYPE] = (byte) (type >>> 8);
        header[TYPE + 1] = (byte) type;
        System.arraycopy(header, 0, frame, 0, Math.min(ETHERNET, length));
        return frame;
    }

    /** An IPv4 frame of a protocol. One too short for its header has as much of it as fits. */
    public static byte[] ipv4(Ends ends, int protocol, int length) {
        byte[] whole = ethernet(ends, 0x0800, Math.max(length, IPV4_END));
        Arrays.fill(whole, ETHERNET, IPV4_END, (byte) 0);
        whole[ETHERNET] = 0x45;
        putShort(whole, ETHERNET + 2, Math.max(length, IPV4_END) - ETHERNET);
        whole[ETHERNET + 8] = 64;
        whole[ETHERNET + 9] = (byte) protocol;
        putInt(whole, ETHERNET + 12, ends.from());
        putInt(whole, ETHERNET + 16, ends.to());
        putShort(whole, ETHERNET + 10, InternetChecksum.of(whole, ETHERNET, IPV4_END - ETHERNET));
        return Arrays.copyOf(whole, length);
    }

    /** An IPv4 UDP datagram from port 4000 to port 4001, without checksum. */
    public static byte[] udp(Ends ends, int length) {
        byte[] frame = ipv4(ends, UDP, Math.max(length, UDP_END));
        Arrays.fill(frame, IPV4_END, UDP_END, (byte) 0);
        putShort(frame, IPV4_END, 4000);
        putShort(frame, IPV4_END + 2, 4001);
        putShort(frame, IPV4_END + 4, frame.length - IPV4_END);
        return Arrays.copyOf(frame, length);
    }

    /** A UDP datagram with a number in its last four bytes, to be told from others. */
    public static byte[] numbered(Ends ends, int length, int number) {
        byte[] frame = udp(ends, length);
        putInt(frame, length - Integer.BYTES, number);
        return frame;
    }

    /** The number of a {@link #numbered} frame. */
    public static int number(byte[] frame) {
        return intAt(frame, frame.length - Integer.BYTES);
    }

    /** A DHCP discover: 0.0.0.0 to 255.255.255.255, port 68 to 67. */
    public static byte[] dhcpDiscover(MacAddress from) {
        byte[] frame = udp(new Ends(from, 0, MacAddress.BROADCAST, -1), 300);
        putShort(frame, IPV4_END, 68);
        putShort(frame, IPV4_END + 2, 67);
        return frame;
    }

    /** An ARP request for {@code ends.to()}, broadcast, padded or cut to a length. */
    public static byte[] arpRequest(Ends ends, int length) {
        byte[] frame = ethernet(ends.toMac(MacAddress.BROADCAST), 0x0806, Math.max(length, ARP_LENGTH));
        Arrays.fill(frame, ETHERNET, frame.length, (byte) 0);
        putShort(frame, ETHERNET, 1);
        putShort(frame, ETHERNET + 2, 0x0800);
        frame[ETHERNET + 4] = MacAddress.LENGTH;
        frame[ETHERNET + 5] = Integer.BYTES;
        putShort(frame, ETHERNET + 6, 1);
        ends.fromMac().put(frame, 22);
        putInt(frame, 28, ends.from());
        putInt(frame, 38, ends.to());
        return Arrays.copyOf(frame, length);
    }

    /** An IPv6 frame; what is behind its header is a pattern. */
    public static byte[] ipv6(Ends ends, int length) {
        byte[] frame = ethernet(ends, 0x86DD, length);
        frame[ETHERNET] = 0x60;
        return frame;
    }

    /** The source hardware address. */
    public static MacAddress source(byte[] frame) {
        return MacAddress.of(frame, MacAddress.LENGTH);
    }

    /** The destination hardware address. */
    public static MacAddress destination(byte[] frame) {
        return MacAddress.of(frame, 0);
    }

    /** The sender's hardware address in an ARP frame. */
    public static MacAddress arpSender(byte[] frame) {
        return MacAddress.of(frame, 22);
    }

    /** The target's hardware address in an ARP frame. */
    public static MacAddress arpTarget(byte[] frame) {
        return MacAddress.of(frame, 32);
    }

    /** What is behind the Ethernet header. */
    public static byte[] payload(byte[] frame) {
        return Arrays.copyOfRange(frame, ETHERNET, frame.length);
    }

    private static void putShort(byte[] frame, int offset, int value) {
        frame[offset] = (byte) (value >>> 8);
        frame[offset + 1] = (byte) value;
    }

    private static void putInt(byte[] frame, int offset, int value) {
        putShort(frame, offset, value >>> 16);
        putShort(frame, offset + 2, value);
    }

    private static int intAt(byte[] frame, int offset) {
        int value = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            value = value << 8 | frame[offset + i] & 0xFF;
        }
        return value;
    }
}
