package io.nodev.templates.escape;

/** Escapes that begin with a backslash: Java's, and those of JSON and properties files, which took them over. */
final class BackslashEscapes {
    private BackslashEscapes() {}

    /** In a string of Java or JSON, which agree on these. */
    static void appendToString(StringBuilder out, int c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> appendVisible(out, c, "\\");
        }
    }

    /** A doubled backslash never begins a Unicode escape, and is a plain one in a text block. */
    static void appendToComment(StringBuilder out, int c) {
        if (c == '\\') {
            out.append("\\\\");
        } else {
            appendVisible(out, c, "\\\\");
        }
    }

    static void appendToProperties(StringBuilder out, int c) {
        switch (c) {
            case ' ', ':', '=', '#', '!', '\\' -> out.append('\\').append((char) c);
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\f' -> out.append("\\f");
            default -> {
                if (c < ' ' || c > '~') {
                    appendUnits(out, c, "\\");
                } else {
                    out.append((char) c);
                }
            }
        }
    }

    private static void appendVisible(StringBuilder out, int c, String backslash) {
        if (Characters.isInvisible(c)) {
            appendUnits(out, c, backslash);
        } else {
            out.appendCodePoint(c);
        }
    }

    private static void appendUnits(StringBuilder out, int c, String backslash) {
        for (char unit : Character.toChars(c)) {
            out.append(backslash).append("u%04x".formatted((int) unit));
        }
    }
}
