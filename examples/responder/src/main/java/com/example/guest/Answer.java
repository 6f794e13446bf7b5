package com.example.guest;

import java.util.Arrays;

/** The packet that answers another: an ARP reply, an ICMP echo reply, or none. */
final class Answer {
    private static final int MAX_LENGTH = 1_514;
    private static final int ADDRESS_LENGTH = 6;
    private static final int ETHERNET = 14;
    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_ARP = 0x0806;

    private static final int ARP_OPERATION = ETHERNET + 6;
    private static final int ARP_SENDER = ETHERNET + 8;
    private static final int ARP_TARGET = ETHERNET + 18;
    private static final int ARP_END = ETHERNET + 28;
    private static final int ARP_REQUEST = 1;
    private static final int ARP_REPLY = 2;

    private static final int IPV4_TOTAL_LENGTH = ETHERNET + 2;
    private static final int IPV4_FRAGMENT = ETHERNET + 6;
    private static final int IPV4_PROTOCOL = ETHERNET + 9;
    private static final int IPV4_SOURCE = ETHERNET + 12;
    private static final int IPV4_DESTINATION = ETHERNET + 16;
    private static final int IPV4_WITHOUT_OPTIONS = 0x45;
    private static final int MORE_OR_LATER_FRAGMENT = 0x3FFF;

    private static final int ICMP = ETHERNET + 20;
    private static final int ICMP_CHECKSUM = ICMP + 2;
    private static final int ICMP_HEADER = 8;
    private static final int PROTOCOL_ICMP = 1;
    private static final int ECHO_REQUEST = 8;

    private final byte[] address;
    private final byte[] bytes = new byte[MAX_LENGTH];
    private int length;

    /** Answers for the IPv4 address of these four octets. */
    Answer(int... octets) {
        address = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            address[i] = (byte) octets[i];
        }
    }

    /** The answer's bytes, from its Ethernet header on. */
    byte[] bytes() {
        return bytes;
    }

    /** The answer's length; 0 if there is none. */
    int length() {
        return length;
    }

    /** Throws the answer away. */
    void clear() {
        length = 0;
    }

    /**
     * Makes the answer to a packet.
     *
     * @param own hardware address of the one who answers
     */
    void to(byte[] packet, int offset, int packetLength, byte[] own) {
        length = 0;
        if (packetLength < ETHERNET || packetLength > MAX_LENGTH) {
            return;
        }
        System.arraycopy(packet, offset, bytes, 0, packetLength);
        int type = word(12);
        if (type == ETHERTYPE_ARP && packetLength >= ARP_END && isArpRequest()) {
            answerArp(own);
            length = packetLength;
        } else if (type == ETHERTYPE_IPV4 && isEchoRequest(packetLength)) {
            answerEcho();
            length = ETHERNET + word(IPV4_TOTAL_LENGTH);
        }
        System.arraycopy(bytes, ADDRESS_LENGTH, bytes, 0, ADDRESS_LENGTH);
        System.arraycopy(own, 0, bytes, ADDRESS_LENGTH, ADDRESS_LENGTH);
    }

    private boolean isArpRequest() {
        return word(ETHERNET) == 1
                && word(ETHERNET + 2) == ETHERTYPE_IPV4
                && word(ARP_OPERATION) == ARP_REQUEST
                && isOwnAddress(ARP_TARGET + ADDRESS_LENGTH);
    }

    private void answerArp(byte[] own) {
        putWord(ARP_OPERATION, ARP_REPLY);
        System.arraycopy(bytes, ARP_SENDER, bytes, ARP_TARGET, ADDRESS_LENGTH + address.length);
        System.arraycopy(own, 0, bytes, ARP_SENDER, ADDRESS_LENGTH);
        System.arraycopy(address, 0, bytes, ARP_SENDER + ADDRESS_LENGTH, address.length);
    }

    private boolean isEchoRequest(int packetLength) {
        return packetLength >= ICMP + ICMP_HEADER
                && bytes[ETHERNET] == IPV4_WITHOUT_OPTIONS
                && bytes[IPV4_PROTOCOL] == PROTOCOL_ICMP
                && bytes[ICMP] == ECHO_REQUEST
                && (word(IPV4_FRAGMENT) & MORE_OR_LATER_FRAGMENT) == 0
                && isOwnAddress(IPV4_DESTINATION)
                && word(IPV4_TOTAL_LENGTH) >= ICMP - ETHERNET + ICMP_HEADER
                && ETHERNET + word(IPV4_TOTAL_LENGTH) <= packetLength;
    }

    /** Swapping the addresses leaves the IPv4 checksum right; the type's change is made up for in the ICMP checksum. */
    private void answerEcho() {
        System.arraycopy(bytes, IPV4_SOURCE, bytes, IPV4_DESTINATION, address.length);
        System.arraycopy(address, 0, bytes, IPV4_SOURCE, address.length);
        bytes[ICMP] = 0;
        int sum = word(ICMP_CHECKSUM) + (ECHO_REQUEST << 8);
        putWord(ICMP_CHECKSUM, (sum & 0xFFFF) + (sum >>> 16));
    }

    private boolean isOwnAddress(int at) {
        return Arrays.equals(bytes, at, at + address.length, address, 0, address.length);
    }

    private int word(int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    private void putWord(int at, int value) {
        bytes[at] = (byte) (value >>> 8);
        bytes[at + 1] = (byte) value;
    }
}
