package io.nodev.devdomain.nft.parse;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads the text behind the word {@code comment}. */
final class Comments {
    /** The most bytes of a comment (libnftnl, {@code NFTNL_UDATA_COMMENT_MAXLEN}). */
    private static final int MAX_LENGTH = 128;

    private Comments() {}

    /** Reads the word and the comment of what may have one. */
    static Optional<String> readOnce(Tokens tokens, Optional<String> known) throws SyntaxException {
        Token word = tokens.next();
        if (known.isPresent()) {
            throw new SyntaxException(word, "comment", "there is one already", "leave one of the two out");
        }
        return Optional.of(read(tokens));
    }

    static String read(Tokens tokens) throws SyntaxException {
        Token token = tokens.next();
        if (!token.is(Token.Kind.QUOTED) && !Identifiers.isBareText(token)) {
            throw new SyntaxException(token, "a comment between quotation marks");
        }
        String text = token.text();
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_LENGTH) {
            throw new SyntaxException(
                    token, "comment", "a comment has at most " + MAX_LENGTH + " bytes", "make it shorter");
        }
        return text;
    }
}
