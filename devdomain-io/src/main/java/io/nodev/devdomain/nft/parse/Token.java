package io.nodev.devdomain.nft.parse;

/**
 * A word of a file.
 *
 * @param kind what it is
 * @param text its text; of a quoted one what is between the quotation marks
 * @param line its line, from 1 on
 * @param column its column, from 1 on
 */
record Token(Kind kind, String text, int line, int column) {
    enum Kind {
        NAME,
        QUOTED,
        NUMBER,
        IPV4,
        MAC,
        SYMBOL,
        /** A variable that is not defined; this was reported. */
        UNKNOWN,
        NEWLINE,
        END
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isWord(String word) {
        return kind == Kind.NAME && text.equals(word);
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    /** Whether a statement can end before it. */
    boolean isEnd() {
        return kind == Kind.NEWLINE || kind == Kind.END || is(";") || is("}");
    }

    Token at(Token place) {
        return new Token(kind, text, place.line, place.column);
    }

    /** How messages show it. */
    String shown() {
        return switch (kind) {
            case NEWLINE -> "end of line";
            case END -> "end of file";
            case QUOTED -> '"' + text + '"';
            default -> text;
        };
    }
}
