package io.nodev.templates.escape;

/** Character data of XML 1.0, production {@code Char} of its section 2.2. */
final class XmlEscapes {
    private XmlEscapes() {}

    static boolean isCharacter(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= ' ' && c <= 0xD7FF
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000;
    }

    /** White space but the blank is written by number, because an attribute's value would turn it into blanks. */
    static void append(StringBuilder out, int c) {
        switch (c) {
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '&' -> out.append("&amp;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&apos;");
            default -> {
                if (Characters.isInvisible(c)) {
                    out.append("&#").append(c).append(';');
                } else {
                    out.appendCodePoint(c);
                }
            }
        }
    }
}
