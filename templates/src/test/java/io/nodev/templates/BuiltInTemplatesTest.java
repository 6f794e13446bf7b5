package io.nodev.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever asks for the texts of the templates gets all of them. */
final class BuiltInTemplatesTest {
    private static final Path TEMPLATES = Path.of("src/main/resources/io/nodev/templates");

    @Test
    void holdsEveryTemplateAndEveryIncludedText() throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            names = files.filter(Files::isRegularFile)
                    .map(file -> TEMPLATES.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
        assertThat(BuiltInTemplates.texts().keySet()).containsExactlyElementsOf(names);
    }

    @Test
    void holdsTheBytesOfEachTemplate() {
        BuiltInTemplates.texts()
                .forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(bytesOf(TEMPLATES.resolve(name))));
    }

    private static byte[] bytesOf(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
