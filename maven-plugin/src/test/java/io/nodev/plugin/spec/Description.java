package io.nodev.plugin.spec;

import io.nodev.plugin.diagnostic.Diagnostics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A machine description in a directory of its own, for tests that read it. */
final class Description {
    /** A description without problems, whose lines tests change: lines 1 to 10. */
    static final String GOOD = """
            name: quickstart
            nics:
              - name: eth0
                mac: 00:02:b3:9d:1f:aa
            domains:
              - id: 0
              - id: 1
                name: web
                vifs:
                  - addresses: [192.0.2.11]
            """;

    private final Path directory;

    private Description(Path directory) {
        this.directory = directory;
    }

    static Description in(Path directory) {
        return new Description(directory);
    }

    Description with(String file, String text) {
        return with(file, text.getBytes(StandardCharsets.UTF_8));
    }

    Description with(String file, byte[] bytes) {
        try {
            Files.write(directory.resolve(file), bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return this;
    }

    /** What is printed about {@code yaml}; empty if nothing is wrong with it. */
    String problemsOf(String yaml) {
        return problemsOf(yaml.getBytes(StandardCharsets.UTF_8));
    }

    /** What is printed about a description of these bytes; empty if nothing is wrong with it. */
    String problemsOf(byte[] yaml) {
        Diagnostics diagnostics = new Diagnostics();
        read(yaml, diagnostics);
        return diagnostics.render();
    }

    /** The first lines of what is printed about {@code yaml}, one per problem. */
    String headlinesOf(String yaml) {
        Diagnostics diagnostics = new Diagnostics();
        read(yaml.getBytes(StandardCharsets.UTF_8), diagnostics);
        StringBuilder lines = new StringBuilder();
        diagnostics.sorted().forEach(each -> lines.append(each.headline()).append('\n'));
        return lines.toString();
    }

    /** The spec of {@code yaml}, which must have no errors. */
    MachineSpec machine(String yaml) {
        Diagnostics diagnostics = new Diagnostics();
        MachineSpec machine = read(yaml.getBytes(StandardCharsets.UTF_8), diagnostics)
                .orElseThrow(() -> new AssertionError(diagnostics.render()));
        if (diagnostics.hasErrors()) {
            throw new AssertionError(diagnostics.render());
        }
        return machine;
    }

    private Optional<MachineSpec> read(byte[] yaml, Diagnostics diagnostics) {
        with("machine.yaml", yaml);
        try {
            return MachineReader.read(directory.resolve("machine.yaml"), diagnostics);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
