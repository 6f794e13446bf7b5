package io.nodev.plugin.spec;

import io.nodev.plugin.diagnostic.Diagnostics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The descriptions in {@code src/test/resources}: good ones, and bad ones with what is printed about them beside them. */
final class Corpus {
    private static final Path ROOT = Path.of("src/test/resources/io/nodev/plugin/spec");

    private Corpus() {}

    static List<Path> good() throws IOException {
        return descriptions("good");
    }

    static List<Path> bad() throws IOException {
        return descriptions("bad");
    }

    private static List<Path> descriptions(String folder) throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    /** The file that holds what is printed about a bad description. */
    static Path expected(Path description) {
        String name = description.getFileName().toString();
        return description.resolveSibling(name.replace(".yaml", ".txt"));
    }

    static Diagnostics problemsOf(Path description) throws IOException {
        Diagnostics diagnostics = new Diagnostics();
        MachineReader.read(description, diagnostics);
        return diagnostics;
    }
}
