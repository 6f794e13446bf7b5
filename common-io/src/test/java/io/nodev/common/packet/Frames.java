package io.nodev.common.packet;

import java.util.HexFormat;

/** Frames of real hosts, as they were captured. */
final class Frames {
    /** 192.0.2.100 asks who has 192.0.2.11. */
    static final String ARP_REQUEST =
            "ffffffffffff52540012346408060001080006040001525400123464c0000264000000000000c000020b";

    /** 192.0.2.100 pings 192.0.2.11: echo request 1 of 0x6904 with 56 bytes. */
    static final String ECHO_REQUEST =
            "aa000000000b5254001234640800450000544f5e4000400166dbc0000264c000020b0800966904760001"
                    + "5f03036b0000000034de070000000000101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f3031323334353637";

    /** 192.0.2.100 opens a connection from port 39812 to port 80 of 192.0.2.11, with 20 bytes of options. */
    static final String TCP_SYN =
            "aa000000000b52540012346408004500003cd76440004006dee7c0000264c000020b9b8400509b03a51f00000000"
                    + "a002faf0ef380000020405b40402080a3be4c187000000000103030a";

    /** 192.0.2.100 sends "probe" from port 51315 to port 53 of 192.0.2.11. */
    static final String UDP_PROBE =
            "aa000000000b525400123464080045000021f9ad40004011bcaec0000264c000020bc8730035000d6de670726f6265";

    private Frames() {}

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    /** The frame from {@code offset} on, as an array of its own. */
    static byte[] tail(String hex, int offset) {
        byte[] frame = bytes(hex);
        return java.util.Arrays.copyOfRange(frame, offset, frame.length);
    }
}
