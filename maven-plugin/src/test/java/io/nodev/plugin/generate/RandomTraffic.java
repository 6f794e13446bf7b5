package io.nodev.plugin.generate;

import io.nodev.common.classifier.Endpoint;
import io.nodev.legacy.vfr.VfrEndpoint;
import io.nodev.legacy.vfr.VfrRule;
import io.nodev.legacy.vfr.VfrSide;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Rules, and frames for them, drawn from so few values that they meet often. */
public final class RandomTraffic {
    /** The vifs of the machine; rules name others too. */
    static final Set<Integer> VIFS =
            Set.of(Endpoint.vif(0, 0), Endpoint.vif(1, 0), Endpoint.vif(2, 0), Endpoint.vif(2, 1));

    private static final int[] SOURCES = {
        Endpoint.PHYSICAL, Endpoint.vif(0, 0), Endpoint.vif(1, 0), Endpoint.vif(2, 0), Endpoint.vif(2, 1)
    };
    private static final VfrEndpoint[] ENDPOINTS = {
        VfrEndpoint.ANY,
        VfrEndpoint.ANY,
        VfrEndpoint.PHYSICAL,
        VfrEndpoint.UNKNOWN,
        new VfrEndpoint(0, 0),
        new VfrEndpoint(1, 0),
        new VfrEndpoint(2, 0),
        new VfrEndpoint(2, 1),
        new VfrEndpoint(2, 5),
        new VfrEndpoint(1, 9),
        new VfrEndpoint(32_768, 0)
    };
    private static final int[] ADDRESSES = {0, 0x0A000001, 0x0A000002, 0x0A0000FF, 0xC0000201, 0xFFFFFFFF};
    private static final int[] ADDRESS_MASKS = {0, 0, 0, -1, 0xFFFFFF00, 1};
    private static final int[] PORTS = {0, 1, 22, 80, 0x8000, 0xFFFF};
    private static final int[] PORT_MASKS = {0, 0, 0, 0, 0xFFFF, 0xFFFF, 0xFF00, 1};
    private static final int[] PROTOCOLS = {1, 6, 6, 17, 17};
    private static final int[] HEADER_WORDS = {4, 5, 5, 5, 6};
    private static final int[] FRAGMENTS = {0, 0, 0, 0x2000, 0x4000, 1, 0x2001};
    private static final int ARP_LENGTH = 42;
    private static final int LONGEST_HEADERS = 64;

    private final SplittableRandom random;

    /** Draws the same from the same seed. */
    public RandomTraffic(long seed) {
        random = new SplittableRandom(seed);
    }

    /** So many rules. */
    public List<VfrRule> rules(int count) {
        List<VfrRule> rules = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            boolean broad = random.nextInt(4) == 0;
            rules.add(new VfrRule(side(broad), side(broad), broad ? 0 : random.nextInt(6), random.nextInt(4) / 3));
        }
        return rules;
    }

    private VfrSide side(boolean broad) {
        VfrEndpoint endpoint = ENDPOINTS[random.nextInt(ENDPOINTS.length)];
        return broad
                ? VfrSide.of(endpoint)
                : new VfrSide(endpoint, pick(ADDRESSES), pick(ADDRESS_MASKS), pick(PORTS), pick(PORT_MASKS));
    }

    int source() {
        return pick(SOURCES);
    }

    /** A frame, one in eight of which says ARP; some are too short for what they say. */
    public byte[] frame() {
        ByteBuffer frame = ByteBuffer.allocate(LONGEST_HEADERS);
        frame.put(9, (byte) pick(PROTOCOLS));
        boolean arp = random.nextInt(8) == 0;
        int length = arp ? arp(frame) : ip(frame);
        byte[] bytes = new byte[random.nextInt(20) == 0 ? random.nextInt(length) : length];
        frame.get(0, bytes);
        return bytes;
    }

    private int arp(ByteBuffer frame) {
        frame.putShort(12, (short) 0x0806);
        frame.putInt(28, pick(ADDRESSES));
        frame.putInt(38, pick(ADDRESSES));
        return ARP_LENGTH;
    }

    private int ip(ByteBuffer frame) {
        int words = pick(HEADER_WORDS);
        frame.putShort(12, (short) 0x0800);
        frame.put(14, (byte) (0x40 | words));
        frame.putShort(16, (short) (LONGEST_HEADERS - 14));
        frame.putShort(20, (short) pick(FRAGMENTS));
        frame.put(23, (byte) pick(PROTOCOLS));
        frame.putInt(26, pick(ADDRESSES));
        frame.putInt(30, pick(ADDRESSES));
        frame.putShort(14 + words * 4, (short) pick(PORTS));
        frame.putShort(16 + words * 4, (short) pick(PORTS));
        return LONGEST_HEADERS;
    }

    private int pick(int[] values) {
        return values[random.nextInt(values.length)];
    }
}
