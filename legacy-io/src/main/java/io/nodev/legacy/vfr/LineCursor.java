package io.nodev.legacy.vfr;

import java.nio.charset.StandardCharsets;

/** Takes words off the front of one write, byte by byte, as the parser of 2004 did. */
final class LineCursor {
    private final byte[] text;
    private int at;

    LineCursor(byte[] text) {
        this.text = text;
    }

    /** White space of the grammar; the parser knows no other. */
    static boolean isWhite(byte b) {
        return b == ' ' || b >= '\t' && b <= '\r';
    }

    /** How many bytes have been taken. */
    int position() {
        return at;
    }

    void skipWhite() {
        while (at < text.length && isWhite(text[at])) {
            at++;
        }
    }

    void skipSpaces() {
        while (at < text.length && text[at] == ' ') {
            at++;
        }
    }

    void skipWhiteAndEquals() {
        while (at < text.length && (isWhite(text[at]) || text[at] == '=')) {
            at++;
        }
    }

    /** The bytes up to white space or the end; empty if there are none. */
    String wordToWhite() {
        int from = at;
        while (at < text.length && !isWhite(text[at])) {
            at++;
        }
        return since(from);
    }

    /** The bytes up to a space or the end; other white space becomes part of the word. */
    String wordToSpace() {
        int from = at;
        while (at < text.length && text[at] != ' ') {
            at++;
        }
        return since(from);
    }

    /** The bytes up to white space, an equals sign or the end. */
    String wordToWhiteOrEquals() {
        int from = at;
        while (at < text.length && !isWhite(text[at]) && text[at] != '=') {
            at++;
        }
        return since(from);
    }

    private String since(int from) {
        return new String(text, from, at - from, StandardCharsets.ISO_8859_1);
    }
}
