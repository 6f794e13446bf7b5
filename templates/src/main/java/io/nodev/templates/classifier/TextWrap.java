package io.nodev.templates.classifier;

import java.util.ArrayList;
import java.util.List;

/** Breaks a text into lines at its blanks. */
final class TextWrap {
    private TextWrap() {}

    /** Lines of at most {@code columns} characters; a single word that is longer has a line of its own. */
    static List<String> lines(String text, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split(" +")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
