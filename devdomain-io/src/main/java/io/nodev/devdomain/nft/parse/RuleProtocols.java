package io.nodev.devdomain.nft.parse;

import io.nodev.devdomain.nft.ruleset.DataType;
import io.nodev.devdomain.nft.ruleset.Key;
import io.nodev.devdomain.nft.ruleset.Operand;
import io.nodev.devdomain.nft.ruleset.Range;
import io.nodev.devdomain.nft.ruleset.Selector;
import java.util.Optional;

/**
 * Which protocols a rule has settled on, as nft keeps account of it: it refuses a rule that looks into a header which an
 * earlier match has excluded.
 */
final class RuleProtocols {
    private static final String UNSURE = "several protocols";

    private String network;
    private String transport;

    /** Notes that the rule looks at a field. */
    void look(Token at, Selector selector) throws SyntaxException {
        switch (selector.header()) {
            case "ip", "arp" -> network = settle(at, selector, network);
            case "tcp", "udp" -> {
                if ("arp".equals(network) || UNSURE.equals(network)) {
                    throw conflict(at, selector, network);
                }
                transport = settle(at, selector, transport);
            }
            default -> {
                // Every frame has it.
            }
        }
    }

    /** Notes what a match leaves possible. */
    void match(Key key, boolean isNegated, Operand operand) {
        Key.Part part = key.parts().get(0);
        boolean isPlain = key.parts().size() == 1 && !part.isMasked() && !isNegated;
        if (!isPlain || operand instanceof Range range && range.isInterval()) {
            return;
        }
        if (part.selector() == Selector.ETHER_TYPE) {
            network = operand instanceof Range range ? networkOf(range.low()).orElse(network) : UNSURE;
        } else if (part.selector() == Selector.IP_PROTOCOL) {
            transport = operand instanceof Range range ? DataType.INET_PROTO.format(range.low()) : UNSURE;
        }
    }

    private static String settle(Token at, Selector selector, String settled) throws SyntaxException {
        if (settled != null && !settled.equals(selector.header())) {
            throw conflict(at, selector, settled);
        }
        return selector.header();
    }

    private static SyntaxException conflict(Token at, Selector selector, String settled) {
        return new SyntaxException(
                at,
                selector.toString(),
                "the rule is for " + settled + " by then",
                "give each protocol a rule of its own");
    }

    /** What nft knows by name; other types change nothing. */
    private static Optional<String> networkOf(long type) {
        String name = DataType.ETHER_TYPE.format(type);
        return name.startsWith("0x") ? Optional.empty() : Optional.of(name);
    }
}
