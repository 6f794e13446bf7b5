package io.nodev.templates.escape;

/** The languages that generated files are written in, each with the one escaper for text in it. */
public enum OutputLanguage {
    /** A string literal in Java source, quotes included. */
    JAVA_STRING("a Java string") {
        @Override
        void append(StringBuilder out, int c) {
            JavaEscapes.appendToString(out, c);
        }

        @Override
        String enclose(String escaped) {
            return '"' + escaped + '"';
        }
    },

    /**
     * A part of a line in a Java comment, or of a line of a Java text block. Invisible characters are written as escapes,
     * which in a comment are there to be read.
     */
    JAVA_COMMENT("a Java comment") {
        @Override
        void append(StringBuilder out, int c) {
            JavaEscapes.appendToComment(out, c);
        }

        @Override
        boolean holds(int c) {
            return c != '\n' && c != '\r';
        }

        @Override
        String enclose(String escaped) {
            return escaped.replace("*/", "*&#47;");
        }
    },

    /** A JSON string, quotes included. */
    JSON("JSON") {
        @Override
        void append(StringBuilder out, int c) {
            JavaEscapes.appendToJson(out, c);
        }

        @Override
        boolean holds(int c) {
            return !Characters.isLoneSurrogate(c);
        }

        @Override
        String enclose(String escaped) {
            return '"' + escaped + '"';
        }
    },

    /** A key or a value of a {@code .properties} file, in ASCII. */
    PROPERTIES("a properties file") {
        @Override
        void append(StringBuilder out, int c) {
            JavaEscapes.appendToProperties(out, c);
        }
    },

    /** A word of a configuration file that no shell reads: letters, digits and {@code . _ : / @ + , -} of ASCII. */
    CFG("a configuration word") {
        @Override
        void append(StringBuilder out, int c) {
            out.append((char) c);
        }

        @Override
        boolean holds(int c) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "._:/@+,-".indexOf(c) >= 0;
        }
    },

    /** XML 1.0 character data or an attribute's value between either kind of quotes, which are not included. */
    XML("XML 1.0") {
        @Override
        void append(StringBuilder out, int c) {
            XmlEscapes.append(out, c);
        }

        @Override
        boolean holds(int c) {
            return XmlEscapes.isCharacter(c);
        }
    };

    private final String title;

    OutputLanguage(String title) {
        this.title = title;
    }

    /**
     * Writes a text in this language.
     *
     * @throws UnrepresentableTextException if the text holds a character this language cannot
     */
    public String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (!holds(c)) {
                throw new UnrepresentableTextException(title, text, i);
            }
            append(out, c);
        }
        return enclose(out.toString());
    }

    abstract void append(StringBuilder out, int c);

    /** Whether the language can hold the character, escaped or not. */
    boolean holds(int c) {
        return true;
    }

    String enclose(String escaped) {
        return escaped;
    }
}
