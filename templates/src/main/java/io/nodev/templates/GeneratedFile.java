package io.nodev.templates;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A file as it shall be written.
 *
 * @param path where, relative to the root it is generated into: one or more names with forward slashes between them
 * @param text its whole content; lines end in a line feed, the last one too
 */
public record GeneratedFile(String path, String text) {
    /**
     * @throws IllegalArgumentException if the path leaves its root or is not in the form above, or the text holds a
     *     carriage return or half a surrogate pair, or does not end in a line feed
     */
    public GeneratedFile {
        for (String name : path.split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..") || !isPortable(name)) {
                throw new IllegalArgumentException("a generated file lies below its root: path=" + path);
            }
        }
        if (text.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("lines end in a line feed alone: path=" + path);
        }
        if (!UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("half a surrogate pair has no bytes: path=" + path);
        }
        if (!text.isEmpty() && !text.endsWith("\n")) {
            throw new IllegalArgumentException("the last line is a whole line: path=" + path);
        }
    }

    private static boolean isPortable(String name) {
        return name.codePoints().noneMatch(c -> Character.isISOControl(c) || "\\:*?\"<>|".indexOf(c) >= 0);
    }
}
