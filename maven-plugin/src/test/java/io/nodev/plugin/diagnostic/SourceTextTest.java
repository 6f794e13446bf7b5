package io.nodev.plugin.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTextTest {
    @TempDir
    Path directory;

    @Test
    void splitsLinesAtEveryKindOfLineEnd() {
        assertThat(SourceText.of("f", "a\nb\r\nc\rd").lines()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void hasALineForEveryNumberUpToItsLength() {
        SourceText text = SourceText.of("f", "a\n");

        assertThat(text.line(1)).contains("a");
        assertThat(text.line(2)).contains("");
        assertThat(text.line(3)).isEmpty();
    }

    @Test
    void endsAfterItsLastCharacterCountedInCodePoints() {
        assertThat(SourceText.of("f", "a\n\uD83D\uDE00b").end()).isEqualTo(new SourceLocation("f", 2, 3));
    }

    @Test
    void readsUtf8AndDropsTheByteOrderMark() throws IOException {
        Path file = Files.write(directory.resolve("f"), "\uFEFFgrün".getBytes(StandardCharsets.UTF_8));

        assertThat(SourceText.read(file, "f", new Diagnostics()))
                .hasValueSatisfying(source -> assertThat(source.text()).isEqualTo("grün"));
    }
}
