package io.nodev.templates.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import io.nodev.templates.GeneratedFile;
import java.util.List;

/** Holds generated Java against the formatter of this project's own sources. */
public final class Formatting {
    private static final Formatter PALANTIR = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    private Formatting() {}

    private static String around(List<String> lines, int line) {
        return String.join("\n", lines.subList(Math.min(line, lines.size()), Math.min(line + 5, lines.size())));
    }

    /** Asserts that the formatter has nothing to change. */
    public static void assertFormatted(GeneratedFile file) {
        try {
            List<String> wanted = PALANTIR.formatSource(file.text()).lines().toList();
            List<String> written = file.text().lines().toList();
            int line = 0;
            while (line < written.size()
                    && line < wanted.size()
                    && written.get(line).equals(wanted.get(line))) {
                line++;
            }
            assertThat(around(written, line))
                    .as("%s, line %d", file.path(), line + 1)
                    .isEqualTo(around(wanted, line));
        } catch (FormatterException e) {
            throw new AssertionError("no Java: " + file.text(), e);
        }
    }
}
