package io.nodev.devdomain.nft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README's example is the file that the other tests load. */
class ReadmeTest {
    @Test
    void showsTheFileThatIsTested() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String shown = readme.lines()
                .dropWhile(line -> !line.startsWith("    flush"))
                .takeWhile(line -> line.isEmpty() || line.startsWith("    "))
                .map(line -> line.isEmpty() ? line : line.substring(4))
                .collect(Collectors.joining("\n"));

        try (InputStream in = ReadmeTest.class.getResourceAsStream("readme.nft")) {
            assertThat(shown.strip()).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }
}
