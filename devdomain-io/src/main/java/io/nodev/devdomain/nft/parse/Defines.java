package io.nodev.devdomain.nft.parse;

import java.util.ArrayList;
import java.util.List;

/** Reads the definition of a variable. */
final class Defines {
    /** So that variables made of variables made of variables do not take all memory there is. */
    private static final int MOST_WORDS = 1_000_000;

    private Defines() {}

    /** Reads {@code define NAME = VALUE}; the value goes to the end of the line, or to the brace that ends a list. */
    static void read(Tokens tokens) throws SyntaxException {
        tokens.expectWord("define");
        Token name = Identifiers.read(tokens, "a variable");
        tokens.expect("=");
        int outer = tokens.depth();
        List<Token> value = new ArrayList<>();
        while (tokens.depth() > outer || !tokens.peek().isEnd()) {
            if (tokens.peek().is(Token.Kind.END)) {
                throw new SyntaxException(
                        name,
                        "define " + name.text(),
                        "a brace of its value is not closed",
                        "write \"}\" behind its last element");
            }
            if (value.size() == MOST_WORDS) {
                throw new SyntaxException(
                        name,
                        "define " + name.text(),
                        "its value has more than " + MOST_WORDS + " words",
                        "put the elements into a set, and the set's name into the rules");
            }
            value.add(tokens.next());
        }
        if (value.isEmpty()) {
            throw new SyntaxException(tokens.peek(), "a value");
        }
        Token first = value.get(0);
        boolean isVerdict = VerdictReader.isStart(first);
        if (isVerdict || KeyReader.isStart(first)) {
            throw new SyntaxException(
                    first, first.text(), "a variable holds a value or a list of values", "write this in the rules");
        }
        tokens.define(name, value);
    }
}
