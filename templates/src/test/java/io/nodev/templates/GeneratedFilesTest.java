package io.nodev.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GeneratedFilesTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_080_777_600_000L);

    @TempDir
    private Path root;

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "a//b", "../a", "a/../b", ".", "a\\b", "a:b", "a\nb", "a?"})
    void refusesAPathThatCouldLeaveItsRoot(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> new GeneratedFile(path, "x\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "x\r\n", "x\ny", "\uD800\n"})
    void refusesTextThatIsNotWholeLinesOfCharacters(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new GeneratedFile("a", text));
    }

    @Test
    void refusesTwoFilesOfOnePathOrOfPathsThatDifferOnlyInCase() {
        InMemoryFiles files = new InMemoryFiles();
        files.put(new GeneratedFile("a/Web.java", "x\n"));
        assertThatThrownBy(() -> files.put(new GeneratedFile("a/web.java", "y\n")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("two files for one path, letter case aside: path=a/web.java");
        assertThat(files.texts()).containsOnlyKeys("a/Web.java");
    }

    @Test
    void writesUtf8BelowTheRoot() throws IOException {
        DirectoryFiles files = new DirectoryFiles(root.resolve("new"));
        files.put(new GeneratedFile("a/b.txt", "Ä\n"));
        assertThat(root.resolve("new/a/b.txt")).hasBinaryContent(new byte[] {(byte) 0xC3, (byte) 0x84, '\n'});
        assertThat(files.paths()).containsExactly("a/b.txt");
        assertThat(files.written()).containsExactly("a/b.txt");
    }

    @Test
    void leavesAFileAloneThatHoldsTheSameBytes() throws IOException {
        Path same = Files.writeString(root.resolve("same"), "x\n");
        Path other = Files.writeString(root.resolve("other"), "x\n");
        Files.setLastModifiedTime(same, LONG_AGO);
        Files.setLastModifiedTime(other, LONG_AGO);
        DirectoryFiles files = new DirectoryFiles(root);
        files.put(new GeneratedFile("same", "x\n"));
        files.put(new GeneratedFile("other", "y\n"));
        assertThat(Files.getLastModifiedTime(same)).isEqualTo(LONG_AGO);
        assertThat(Files.getLastModifiedTime(other)).isGreaterThan(LONG_AGO);
        assertThat(other).hasContent("y");
        assertThat(files.paths()).containsExactly("other", "same");
        assertThat(files.written()).containsExactly("other");
    }

    @Test
    void namesTheFileThatCannotBeWritten() throws IOException {
        Files.writeString(root.resolve("a"), "a file where a folder is needed");
        DirectoryFiles files = new DirectoryFiles(root);
        assertThatThrownBy(() -> files.put(new GeneratedFile("a/b", "x\n")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write a generated file: path=" + root.resolve("a/b"));
    }
}
