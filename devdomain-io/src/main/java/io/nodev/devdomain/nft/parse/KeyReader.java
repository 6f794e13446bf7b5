package io.nodev.devdomain.nft.parse;

import io.nodev.devdomain.nft.ruleset.DataType;
import io.nodev.devdomain.nft.ruleset.Key;
import io.nodev.devdomain.nft.ruleset.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads what a rule looks at. */
final class KeyReader {
    private static final List<String> HEADERS =
            List.of("iifname", "oifname", "meta", "ether", "ip", "arp", "tcp", "udp");
    private static final int MOST_REGISTERS = 16;

    private final Tokens tokens;
    private final ValueReader values;
    private final RuleProtocols protocols;

    KeyReader(Tokens tokens, ValueReader values, RuleProtocols protocols) {
        this.tokens = tokens;
        this.values = values;
        this.protocols = protocols;
    }

    static boolean isStart(Token token) {
        return token.is(Token.Kind.NAME) && HEADERS.contains(token.text());
    }

    /** One field or several with full stops between them. */
    Key read() throws SyntaxException {
        Token start = tokens.peek();
        List<Key.Part> parts = new ArrayList<>();
        do {
            parts.add(readPart());
        } while (tokens.accept("."));
        int registers = parts.stream()
                .mapToInt(part -> registers(part.selector().type()))
                .sum();
        if (parts.size() > 1 && registers > MOST_REGISTERS) {
            throw new SyntaxException(
                    start,
                    "concatenation",
                    "the fields have more than the 64 bytes there is room for",
                    "compare fewer of them together");
        }
        return new Key(parts);
    }

    private static int registers(DataType type) {
        return type == DataType.IFNAME ? 4 : (type.bits() + 31) / 32;
    }

    private Key.Part readPart() throws SyntaxException {
        Token start = tokens.peek();
        Selector selector = readSelector();
        protocols.look(start, selector);
        if (!tokens.accept("&") && !tokens.acceptWord("and")) {
            return Key.Part.of(selector);
        }
        if (!selector.type().isNumber()) {
            throw new SyntaxException(start, selector + " &", "the name of an interface has no mask", "write \"vif*\"");
        }
        return new Key.Part(selector, values.readNumber(selector.type()));
    }

    /** A selector's words, as many as make one. */
    Selector readSelector() throws SyntaxException {
        Token start = tokens.next();
        boolean isName = tokens.peek().isWord("iifname") || tokens.peek().isWord("oifname");
        StringBuilder text =
                new StringBuilder(start.isWord("meta") && isName ? tokens.next().text() : start.text());
        Optional<Selector> selector = Selector.of(text.toString());
        while (selector.isEmpty()
                && tokens.peek().is(Token.Kind.NAME)
                && text.chars().filter(c -> c == ' ').count() < 2) {
            text.append(' ').append(tokens.next().text());
            selector = Selector.of(text.toString());
            if (selector.isEmpty() && !isBeginning(text + " ")) {
                break;
            }
        }
        return selector.orElseThrow(
                () -> new SyntaxException(start, text.toString(), "cannot be looked at", instead(text.toString())));
    }

    private static boolean isBeginning(String text) {
        return Arrays.stream(Selector.values()).anyMatch(each -> each.toString().startsWith(text));
    }

    /** What can be looked at instead: in the same header, if anything can. */
    private static String instead(String text) {
        List<String> own = named(text.replaceFirst(" .*", "") + " ");
        return Unsupported.advice(text).orElseGet(() -> KnownNames.advice(own.isEmpty() ? named("") : own, text, ""));
    }

    private static List<String> named(String beginning) {
        return Arrays.stream(Selector.values())
                .map(Selector::toString)
                .filter(text -> text.startsWith(beginning))
                .toList();
    }
}
