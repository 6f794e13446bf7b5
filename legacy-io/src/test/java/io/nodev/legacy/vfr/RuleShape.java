package io.nodev.legacy.vfr;

import io.nodev.common.packet.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Rule lists as they come up, oldest first. */
enum RuleShape {
    /** The two rules of each guest's address, as the tools wrote them. */
    AS_WRITTEN {
        @Override
        List<VfrRule> rules(int count, SplittableRandom random) {
            List<VfrRule> rules = new ArrayList<>();
            for (int guest = 1; rules.size() < count; guest++) {
                for (String line : StandardRules.of(guest % DOMAINS, 0, Ipv4Address.format(FIRST_ADDRESS + guest))) {
                    VfrSemantics.AS_BUILT.parseLine(line).operation().ifPresent(add -> rules.add(add.rule()));
                }
            }
            return rules.subList(0, count);
        }
    },

    /** Prefixes and ports. */
    FIVE_TUPLES {
        @Override
        VfrRule rule(SplittableRandom random) {
            return rule(random, side(random, prefix(random), port(random)), side(random, prefix(random), port(random)));
        }
    },

    /** Any bits of addresses and ports. */
    ARBITRARY_MASKS {
        @Override
        VfrRule rule(SplittableRandom random) {
            return rule(
                    random,
                    side(random, random.nextInt() & random.nextInt(), random.nextInt(1 << 16) & random.nextInt()),
                    side(random, random.nextInt(), random.nextInt(3) == 0 ? random.nextInt(1 << 16) : 0));
        }
    };

    static final int DOMAINS = 6_000;

    private static final int FIRST_ADDRESS = 0x0A00_0000;

    List<VfrRule> rules(int count, SplittableRandom random) {
        List<VfrRule> rules = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rules.add(rule(random));
        }
        return rules;
    }

    VfrRule rule(SplittableRandom random) {
        throw new UnsupportedOperationException("the whole list is written at once");
    }

    static VfrRule rule(SplittableRandom random, VfrSide source, VfrSide destination) {
        VfrEndpoint from = random.nextInt(3) == 0 ? end(random) : VfrEndpoint.ANY;
        VfrEndpoint to = random.nextInt(6) == 0 ? VfrEndpoint.PHYSICAL : end(random);
        VfrProtocol protocol = VfrProtocol.values()[random.nextInt(VfrProtocol.values().length)];
        int action = random.nextInt(12) == 0 ? VfrAction.COUNT.code() : VfrAction.ACCEPT.code();
        return new VfrRule(source.withEndpoint(from), destination.withEndpoint(to), protocol.code(), action);
    }

    private static VfrEndpoint end(SplittableRandom random) {
        return switch (random.nextInt(12)) {
            case 0 -> VfrEndpoint.PHYSICAL;
            case 1 -> VfrEndpoint.UNKNOWN;
            case 2 -> new VfrEndpoint(1L << 40, 0);
            default -> new VfrEndpoint(random.nextInt(40), random.nextInt(2));
        };
    }

    static VfrSide side(SplittableRandom random, int addressMask, int portMask) {
        int address = FIRST_ADDRESS | random.nextInt(1 << 14);
        return new VfrSide(VfrEndpoint.ANY, address, addressMask, random.nextInt(1 << 16), portMask & 0xFFFF);
    }

    static int prefix(SplittableRandom random) {
        int bits = random.nextInt(6) == 0 ? 0 : 18 + random.nextInt(15);
        return bits == 0 ? 0 : -1 << Integer.SIZE - bits;
    }

    static int port(SplittableRandom random) {
        return random.nextInt(3) != 0 ? 0 : -1 << random.nextInt(10);
    }
}
