package io.nodev.devdomain.nft;

import java.util.Arrays;
import java.util.Random;

/** Makes frames at random: sound ones of every protocol a rule can look at, and broken ones. */
public final class RandomFrames {
    private static final int[] EXTENSIONS = {0, 43, 44, 51, 59, 60};
    private static final int[] SERVICES = {22, 53, 80, 81, 443, 1024, 50_000};

    private final Random random;

    public RandomFrames(Random random) {
        this.random = random;
    }

    /** The next frame, at least an Ethernet header long and no longer than a wire carries. */
    public byte[] next() {
        int kind = random.nextInt(20);
        byte[] payload;
        int type;
        if (kind < 9) {
            type = 0x0800;
            payload = ipv4();
        } else if (kind < 13) {
            type = 0x0806;
            payload = arp();
        } else if (kind < 17) {
            type = 0x86DD;
            payload = ipv6();
        } else if (kind < 18) {
            type = random.nextBoolean() ? 0x1234 : 46;
            payload = new byte[46];
        } else {
            type = random.nextBoolean() ? 0x0800 : 0x0806;
            payload = new byte[random.nextInt(64)];
            random.nextBytes(payload);
        }
        if (random.nextInt(12) == 0) {
            payload = Packets.tagged(random.nextInt(4) + (random.nextInt(8) << 13), type, payload);
            type = random.nextInt(4) == 0 ? 0x88A8 : 0x8100;
        }
        byte[] frame = Packets.ethernet(destination(), mac(), type, cut(payload));
        return random.nextBoolean() ? Arrays.copyOf(frame, Math.max(60, frame.length)) : frame;
    }

    private byte[] cut(byte[] payload) {
        return random.nextInt(10) == 0 ? Arrays.copyOf(payload, random.nextInt(payload.length + 1) & ~3) : payload;
    }

    private byte[] ipv4() {
        int protocol = new int[] {6, 6, 6, 17, 17, 1, 200}[random.nextInt(7)];
        int options = random.nextInt(6) == 0 ? 4 * random.nextInt(11) : 0;
        byte[] packet = Packets.ipv4(ip(), ip(), protocol, options, data());
        if (random.nextInt(10) == 0) {
            Packets.put16(packet, 6, random.nextInt(4) == 0 ? 0x2000 : random.nextInt(0x2000));
        }
        if (random.nextInt(15) == 0) {
            packet[0] = (byte) random.nextInt(256);
        }
        if (random.nextInt(15) == 0) {
            Packets.put16(packet, 2, random.nextInt(100));
        }
        return packet;
    }

    private byte[] ipv6() {
        int next = new int[] {6, 17, 58}[random.nextInt(3)];
        byte[] payload = data();
        for (int count = random.nextInt(4); count > 0; count--) {
            int header = EXTENSIONS[random.nextInt(EXTENSIONS.length)];
            int units = header == 44 ? 0 : random.nextInt(2);
            byte[] longer = new byte[payload.length + 8 + 8 * units];
            longer[0] = (byte) next;
            longer[1] = (byte) units;
            Packets.put16(longer, 2, header == 44 && random.nextInt(3) == 0 ? random.nextInt(100) : 0);
            System.arraycopy(payload, 0, longer, 8 + 8 * units, payload.length);
            payload = longer;
            next = header;
        }
        byte[] packet = Packets.ipv6(next, payload);
        if (random.nextInt(15) == 0) {
            Packets.put16(packet, 4, random.nextInt(200));
        }
        return packet;
    }

    private byte[] arp() {
        return Packets.arp(1 + random.nextInt(2), mac(), ip(), mac(), ip());
    }

    private byte[] data() {
        byte[] ports = Packets.ports(service(), service());
        return Arrays.copyOf(ports, new int[] {4, 8, 20, 20, 40, 1000}[random.nextInt(6)]);
    }

    private int service() {
        return SERVICES[random.nextInt(SERVICES.length)];
    }

    private String destination() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> "ff:ff:ff:ff:ff:ff";
            case 2 -> "01:00:5e:00:00:01";
            case 3 -> "00:02:b3:9d:1f:aa";
            case 4 -> "01:80:c2:00:00:%02x".formatted(random.nextInt(0x12));
            default -> mac();
        };
    }

    private String mac() {
        return "aa:00:00:00:00:0" + (1 + random.nextInt(4));
    }

    private String ip() {
        return "10.0." + random.nextInt(2) + "." + (1 + random.nextInt(4));
    }
}
