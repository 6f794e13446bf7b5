package io.nodev.devdomain.nft.parse;

/** Reads the names that a file gives to tables, chains, sets, maps, counters and variables. */
final class Identifiers {
    /** The most characters (Linux, {@code NFT_NAME_MAXLEN}, is 256; nft takes no more than this). */
    private static final int MAX_LENGTH = 128;

    private Identifiers() {}

    /** Whether a word without quotation marks can stand for a text or a foreign name: it is none of the language's own. */
    static boolean isBareText(Token token) {
        return token.is(Token.Kind.NAME)
                && !Character.isDigit(token.text().charAt(0))
                && !Keywords.contains(token.text());
    }

    static Token read(Tokens tokens, String what) throws SyntaxException {
        Token name = tokens.expect(Token.Kind.NAME, "the name of " + what + ": letters, digits and _ . - /");
        if (name.text().endsWith("*")
                || !Character.isLetter(name.text().charAt(0)) && name.text().charAt(0) != '_') {
            throw new SyntaxException(
                    name,
                    name.text(),
                    "a name begins with a letter and has letters, digits and _ . - /",
                    "write a name as from_vif1");
        }
        if (name.text().length() > MAX_LENGTH) {
            throw new SyntaxException(
                    name, name.text(), "a name has at most " + MAX_LENGTH + " characters", "make it shorter");
        }
        if (Keywords.contains(name.text())) {
            throw new SyntaxException(
                    name,
                    name.text(),
                    "is a word of the language and cannot be a name",
                    "write another, as my_" + name.text());
        }
        return name;
    }
}
