package io.nodev.templates.escape;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Names that users might choose, and texts that nobody would choose who means well. */
final class HostileTexts {
    private static final List<String> KNOWN = List.of(
            "",
            " ",
            "web",
            "dom-1",
            "class",
            "Ä",
            "A\u0308",
            "日本",
            "\"; System.exit(1); //",
            "*/ static { System.exit(1); } /*",
            "\\",
            "\\\\",
            "\\u0022",
            "\\\\u000a",
            "\n",
            "\r\n",
            "a\u2028b\u2029c",
            "\u202Egpj.exe",
            "\uFEFF",
            "\u0000",
            "\u0085",
            "\uFFFE",
            "\uD800",
            "\uDC00\uD800",
            "\uD83D\uDE00",
            "]]>",
            "--><!--",
            "&amp;<b>",
            "${7*7}",
            "#{7*7}",
            "<#stop>",
            "$T $S $L %n {}",
            "\"\"\"",
            "'",
            "`id`",
            "$(id)",
            "-rf",
            "../../etc/passwd",
            "=:#! \t\f",
            "{@code }",
            "@deprecated",
            "CON",
            "1web",
            "a".repeat(200));
    private static final String ALPHABET =
            "ab1 \"'\\/*<>&{}@$#=:!-.\n\r\t\f\u0000\u001B\u007F\u0085\u00E4\u2028\u202E\uFEFF\uFFFF\uD800\uDC00u";

    private HostileTexts() {}

    /** All known texts and as many random ones. */
    static List<String> all(long seed) {
        List<String> texts = new ArrayList<>(KNOWN);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            texts.add(text.toString());
        }
        return texts;
    }
}
