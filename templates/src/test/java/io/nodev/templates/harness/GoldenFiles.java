package io.nodev.templates.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.templates.GeneratedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whole expected files under {@code src/test/golden}. They change only when a test run is told to with
 * {@code -Dnodev.golden.refresh=true}; such a run fails, so that none passes unseen, and the change is reviewed like code.
 */
public final class GoldenFiles {
    private static final boolean REFRESH = Boolean.getBoolean("nodev.golden.refresh");

    private final Path folder;

    /** The golden files of one emitter or template. */
    public GoldenFiles(String folder) {
        this.folder = Path.of("src/test/golden").resolve(folder);
    }

    /** Holds a generated file against the golden one of that name. */
    public void check(String name, GeneratedFile file) {
        Path golden = folder.resolve(name);
        try {
            if (REFRESH) {
                Files.createDirectories(golden.getParent());
                Files.writeString(golden, file.text());
                throw new AssertionError("refreshed, to be reviewed: " + golden);
            }
            assertThat(golden).exists();
            assertThat(file.text()).isEqualTo(Files.readString(golden).replace("\r\n", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
