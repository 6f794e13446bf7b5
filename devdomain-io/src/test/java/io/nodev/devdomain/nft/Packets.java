package io.nodev.devdomain.nft;

import io.nodev.common.packet.Ipv4Address;
import io.nodev.common.packet.MacAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Frames to show to a firewall. */
public final class Packets {
    public static final int TCP = 6;
    public static final int UDP = 17;

    private Packets() {}

    /** An Ethernet frame. */
    public static byte[] ethernet(String destination, String source, int type, byte[] payload) {
        byte[] frame = new byte[14 + payload.length];
        MacAddress.parse(destination).put(frame, 0);
        MacAddress.parse(source).put(frame, 6);
        put16(frame, 12, type);
        System.arraycopy(payload, 0, frame, 14, payload.length);
        return frame;
    }

    /** An IPv4 packet without options. */
    public static byte[] ipv4(String source, String destination, int protocol, byte[] payload) {
        return ipv4(source, destination, protocol, 0, payload);
    }

    /** An IPv4 packet with so many bytes of options, a multiple of 4. */
    public static byte[] ipv4(String source, String destination, int protocol, int options, byte[] payload) {
        int header = 20 + options;
        byte[] packet = new byte[header + payload.length];
        packet[0] = (byte) (0x40 | header / 4);
        put16(packet, 2, packet.length);
        packet[8] = 64;
        packet[9] = (byte) protocol;
        put32(packet, 12, Ipv4Address.parse(source));
        put32(packet, 16, Ipv4Address.parse(destination));
        Arrays.fill(packet, 20, header, (byte) 1);
        System.arraycopy(payload, 0, packet, header, payload.length);
        return packet;
    }

    /** An IPv6 packet whose next header, and what follows, is as given. */
    public static byte[] ipv6(int next, byte[] payload) {
        byte[] packet = new byte[40 + payload.length];
        packet[0] = 0x60;
        put16(packet, 4, payload.length);
        packet[6] = (byte) next;
        packet[7] = 64;
        packet[23] = 1;
        packet[39] = 2;
        System.arraycopy(payload, 0, packet, 40, payload.length);
        return packet;
    }

    /** The first bytes of a TCP segment or UDP datagram. */
    public static byte[] ports(int source, int destination) {
        return ByteBuffer.allocate(20)
                .putShort((short) source)
                .putShort((short) destination)
                .array();
    }

    /** An ARP packet for IPv4 over Ethernet. */
    public static byte[] arp(int operation, String sender, String senderIp, String target, String targetIp) {
        byte[] packet = new byte[28];
        put16(packet, 0, 1);
        put16(packet, 2, 0x0800);
        packet[4] = 6;
        packet[5] = 4;
        put16(packet, 6, operation);
        MacAddress.parse(sender).put(packet, 8);
        put32(packet, 14, Ipv4Address.parse(senderIp));
        MacAddress.parse(target).put(packet, 18);
        put32(packet, 24, Ipv4Address.parse(targetIp));
        return packet;
    }

    /** What stands behind an Ethernet header with a VLAN's type: the tag and what it carries. */
    public static byte[] tagged(int vlan, int type, byte[] payload) {
        byte[] tagged = new byte[4 + payload.length];
        put16(tagged, 0, vlan);
        put16(tagged, 2, type);
        System.arraycopy(payload, 0, tagged, 4, payload.length);
        return tagged;
    }

    public static void put16(byte[] bytes, int offset, int value) {
        bytes[offset] = (byte) (value >>> 8);
        bytes[offset + 1] = (byte) value;
    }

    private static void put32(byte[] bytes, int offset, int value) {
        put16(bytes, offset, value >>> 16);
        put16(bytes, offset + 2, value);
    }
}
