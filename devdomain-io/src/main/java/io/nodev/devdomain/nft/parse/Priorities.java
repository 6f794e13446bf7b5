package io.nodev.devdomain.nft.parse;

import io.nodev.devdomain.nft.ruleset.Family;
import io.nodev.devdomain.nft.ruleset.Hook;

/** Reads the priority of a base chain: a number, or a name with a number added or taken away. */
final class Priorities {
    private Priorities() {}

    static int read(Tokens tokens, Hook hook) throws SyntaxException {
        Token start = tokens.peek();
        if (!start.is(Token.Kind.NAME)) {
            return signed(tokens, tokens.accept("-"));
        }
        tokens.next();
        int base = named(start, hook);
        if (tokens.accept("+")) {
            return base + signed(tokens, false);
        }
        return tokens.accept("-") ? base + signed(tokens, true) : base;
    }

    private static int signed(Tokens tokens, boolean isNegative) throws SyntaxException {
        int number = (int) tokens.expectNumber("a priority", Integer.MAX_VALUE - 1_000);
        return isNegative ? -number : number;
    }

    /** The names of standard priorities and where they may be used (nft, "STANDARD PRIORITY NAMES"). */
    private static int named(Token name, Hook hook) throws SyntaxException {
        boolean isBridge = hook.family() == Family.BRIDGE;
        switch (name.text()) {
            case "filter" -> {
                return isBridge ? -200 : 0;
            }
            case "dstnat" -> {
                if (hook == Hook.PREROUTING) {
                    return -300;
                }
            }
            case "out" -> {
                if (hook == Hook.OUTPUT) {
                    return 100;
                }
            }
            default -> {
                // No name of a priority.
            }
        }
        throw new SyntaxException(
                name,
                "priority " + name.shown(),
                "is no priority of this hook",
                "write a number, or filter with + or - a number");
    }
}
