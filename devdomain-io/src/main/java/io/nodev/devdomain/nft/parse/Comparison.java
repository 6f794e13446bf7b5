package io.nodev.devdomain.nft.parse;

import io.nodev.devdomain.nft.ruleset.DataType;
import io.nodev.devdomain.nft.ruleset.Key;
import io.nodev.devdomain.nft.ruleset.Range;
import java.util.Map;
import java.util.Optional;

/** A comparison of order, which is another way to write a range. */
enum Comparison {
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL;

    private static final Map<String, Comparison> SIGNS = Map.of(
            "<",
            LESS,
            "lt",
            LESS,
            "<=",
            LESS_OR_EQUAL,
            "le",
            LESS_OR_EQUAL,
            ">",
            GREATER,
            "gt",
            GREATER,
            ">=",
            GREATER_OR_EQUAL,
            "ge",
            GREATER_OR_EQUAL);

    /** The comparison that comes next, if one does. */
    static Optional<Comparison> read(Tokens tokens) {
        Token token = tokens.peek();
        boolean isSign = token.is(Token.Kind.SYMBOL) || token.is(Token.Kind.NAME);
        Optional<Comparison> comparison = isSign ? Optional.ofNullable(SIGNS.get(token.text())) : Optional.empty();
        comparison.ifPresent(found -> tokens.next());
        return comparison;
    }

    /** The values that compare so with the one that comes next. */
    Range range(Token start, Key.Part part, ValueReader values) throws SyntaxException {
        DataType type = part.selector().type();
        if (!type.isNumber() || part.isMasked()) {
            throw new SyntaxException(start, part.toString(), "has no order here", "compare with == or !=");
        }
        long value = values.readNumber(type);
        long low = this == GREATER ? value + 1 : this == GREATER_OR_EQUAL ? value : 0;
        long high = this == LESS ? value - 1 : this == LESS_OR_EQUAL ? value : type.max();
        if (low > high) {
            throw new SyntaxException(
                    start, part.toString(), "no value compares so", "write a value between 0 and " + type.max());
        }
        return new Range(type, low, high);
    }
}
