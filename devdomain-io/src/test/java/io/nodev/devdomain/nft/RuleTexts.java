package io.nodev.devdomain.nft;

import io.nodev.common.packet.Ipv4Address;
import java.util.Random;

/** Rules as they come up in a chain, and frames at their edges. */
enum RuleTexts {
    /** From a port its own address, to a port its own address. */
    AS_WRITTEN {
        @Override
        String rule(int number, Random random) {
            String address = Ipv4Address.format(FIRST_ADDRESS + number / 2);
            String port = "vif" + (1 + number % 3) + ".0";
            return number % 2 == 0
                    ? "iifname \"" + port + "\" ip saddr " + address + " accept"
                    : "oifname != \"" + port + "\" ip daddr " + address + " drop";
        }
    },

    /** Prefixes and ranges of ports, counters here and there. */
    FIVE_TUPLES {
        @Override
        String rule(int number, Random random) {
            int low = random.nextInt(1_000);
            String protocol = random.nextInt(4) == 0 ? "udp" : "tcp";
            return "ip saddr " + prefix(random) + " ip daddr " + prefix(random) + " " + protocol + " dport " + low + "-"
                    + (low + random.nextInt(60)) + (random.nextInt(8) == 0 ? " counter" : "") + ending(random);
        }
    },

    /** Any bits of addresses; small sets, negations. */
    ARBITRARY_MASKS {
        @Override
        String rule(int number, Random random) {
            int mask = random.nextInt() & random.nextInt();
            String source = "ip saddr & " + Ipv4Address.format(mask) + " == "
                    + Ipv4Address.format((FIRST_ADDRESS | random.nextInt(1 << 12)) & mask);
            String more = random.nextInt(3) == 0
                    ? " tcp dport { " + random.nextInt(500) + ", " + (500 + random.nextInt(500)) + " }"
                    : " ip daddr " + (random.nextInt(9) == 0 ? "!= " : "") + prefix(random);
            return source + more + ending(random);
        }
    };

    static final int FIRST_ADDRESS = 0x0A00_0000;

    abstract String rule(int number, Random random);

    /** A chain of so many rules at hook forward. */
    String chain(int rules, Random random) {
        StringBuilder text = new StringBuilder(
                "table bridge t {\n chain f {\n  type filter hook forward priority 0; policy accept;\n");
        for (int i = 0; i < rules; i++) {
            text.append("  ").append(rule(i, random)).append('\n');
        }
        return text.append(" }\n}\n").toString();
    }

    private static String ending(Random random) {
        return random.nextInt(6) == 0 ? " counter" : random.nextBoolean() ? " accept" : " drop";
    }

    private static String prefix(Random random) {
        int bits = 18 + random.nextInt(15);
        return Ipv4Address.format((FIRST_ADDRESS | random.nextInt(1 << 13)) & -1 << 32 - bits) + "/" + bits;
    }
}
