package io.nodev.templates.classifier;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Rules and packets drawn from so few values that they meet often. */
final class RandomRules {
    private static final RuleEndpoint[] ENDPOINTS = {
        RuleEndpoint.ANY,
        RuleEndpoint.PHYSICAL,
        RuleEndpoint.UNKNOWN,
        new RuleEndpoint(-1, 7),
        new RuleEndpoint(0, 0),
        new RuleEndpoint(1, 0),
        new RuleEndpoint(2, 0),
        new RuleEndpoint(2, 1),
        new RuleEndpoint(1, 9),
        new RuleEndpoint(32_768, 0),
        new RuleEndpoint(Long.MIN_VALUE, -1)
    };
    private static final int[] ADDRESSES = {0, 0x0A000001, 0x0A000002, 0x0A0000FF, 0xFFFFFFFF, 0xC0000201};
    private static final int[] MASKS = {0, 0, -1, -1, 0xFFFFFF00, 1, 0x80000000};
    private static final int[] PORTS = {0, 1, 22, 80, 0x8000, 0xFFFF};
    private static final int[] PORT_MASKS = {0, 0, 0, 0xFFFF, 0xFFFF, 0xFF00, 1, 0x8000};

    private final SplittableRandom random;

    RandomRules(long seed) {
        random = new SplittableRandom(seed);
    }

    List<RuleModel> rules(int count) {
        List<RuleModel> rules = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            HeaderMatch headers =
                    new HeaderMatch(address(), address(), port(), port(), Protocol.values()[random.nextInt(5)]);
            rules.add(new RuleModel(
                    "vfr.rules:" + (count - i),
                    ENDPOINTS[random.nextInt(ENDPOINTS.length)],
                    ENDPOINTS[random.nextInt(ENDPOINTS.length)],
                    random.nextInt(4) == 0 ? HeaderMatch.ANY : headers,
                    random.nextInt(5) == 0 ? RuleAction.COUNT : RuleAction.ACCEPT));
        }
        return rules;
    }

    ClassifierSemantics semantics() {
        return new ClassifierSemantics(flag(), flag(), flag(), flag());
    }

    void fill(PacketFields fields) {
        fields.setProtocols(flag() ? PacketFields.NETWORK_IP : PacketFields.NETWORK_ARP, pick(new int[] {0, 1, 6, 17}));
        fields.setAddresses(pick(ADDRESSES), pick(ADDRESSES));
        boolean ports = random.nextInt(4) != 0;
        fields.setPorts(ports ? pick(PORTS) : PacketFields.NO_PORT, ports ? pick(PORTS) : PacketFields.NO_PORT);
    }

    int source() {
        return pick(new int[] {Endpoint.PHYSICAL, Machines.CONTROL, Machines.WEB, Machines.DB, Endpoint.vif(2, 1)});
    }

    private AddressMatch address() {
        return new AddressMatch(pick(ADDRESSES), pick(MASKS));
    }

    private PortMatch port() {
        return new PortMatch(pick(PORTS), pick(PORT_MASKS));
    }

    private boolean flag() {
        return random.nextBoolean();
    }

    private int pick(int[] values) {
        return values[random.nextInt(values.length)];
    }
}
