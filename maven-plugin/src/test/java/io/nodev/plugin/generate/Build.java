package io.nodev.plugin.generate;

import io.nodev.common.machine.Architecture;
import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.SpecException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A project in a directory of its own, whose machine tests generate and change. */
final class Build {
    /** A machine with a capture card, two guests and a rule file. */
    static final String QUICKSTART = """
            name: quickstart
            capture: lan.pcap
            nics:
              - name: eth0
                mac: 00:02:b3:9d:1f:aa
                promiscuous: true
                driver: capture
                hosts: [52:54:00:12:34:64]
            domains:
              - id: 0
                guest: builtin:replay
                vifs:
                  - addresses: [192.0.2.1]
              - id: 1
                name: web
                guest: builtin:replay
                vifs:
                  - mac: aa:00:00:00:00:0b
                    addresses: [192.0.2.11]
              - id: 2
                name: db
                guest: builtin:replay
                vifs:
                  - mac: aa:00:00:00:00:0c
                    addresses: [192.0.2.12]
            """;

    final List<String> warnings = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    private final Path directory;
    private Architecture architecture = Architecture.LEGACY;
    private GenerationRequest.Kind kind = GenerationRequest.Kind.MACHINE;
    private GenerationRequest.Settings settings = new GenerationRequest.Settings("0.1.0", Optional.empty(), false);
    private String machineFile = "src/main/nodev/machine.yaml";

    Build(Path directory) {
        this.directory = directory;
        with("src/main/nodev/machine.yaml", QUICKSTART);
        with("src/main/nodev/lan.pcap", "not looked at here");
    }

    Build with(String path, String text) {
        try {
            Files.createDirectories(path(path).getParent());
            Files.write(path(path), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Build of(Architecture other) {
        architecture = other;
        return this;
    }

    Build of(GenerationRequest.Kind other) {
        kind = other;
        return this;
    }

    Build of(String otherMachineFile) {
        machineFile = otherMachineFile;
        return this;
    }

    Build withSettings(String version, Optional<Path> templates) {
        settings = new GenerationRequest.Settings(version, templates, false);
        return this;
    }

    Build withDerivedFirewall() {
        settings = new GenerationRequest.Settings(settings.pluginVersion(), settings.templates(), true);
        return this;
    }

    BuildFolders folders() {
        Path target = directory.resolve("target");
        return new BuildFolders(directory, target, target.resolve("classes"), target.resolve("test-classes"));
    }

    GenerationResult generate() {
        try {
            return generateOrRefuse();
        } catch (SpecException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    GenerationResult generateOrRefuse() throws SpecException {
        GenerationRequest request = new GenerationRequest(
                kind,
                path(machineFile),
                architecture,
                folders(),
                new PackageName(Optional.empty(), "com.example"),
                new GenerationRequest.GuestRoots(List.of(path("src/main/java")), StandardCharsets.UTF_8),
                settings);
        Generator generator = new Generator(request, new Diagnostics(), warnings::add);
        try {
            return generator.generate();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            notes.clear();
            notes.addAll(generator.notes());
        }
    }

    Path path(String path) {
        return directory.resolve(path);
    }

    String text(String path) {
        try {
            return Files.readString(path(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file below {@code target}, with its text, by its path below the project. */
    Map<String, String> target() {
        Map<String, String> files = new TreeMap<>();
        if (!Files.isDirectory(path("target"))) {
            return files;
        }
        try (Stream<Path> walk = Files.walk(path("target"))) {
            walk.filter(Files::isRegularFile)
                    .forEach(file ->
                            files.put(directory.relativize(file).toString().replace('\\', '/'), text(file.toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** Makes every file below {@code target} look old, so that a rewritten one shows. */
    void age() {
        target().keySet().forEach(file -> {
            try {
                Files.setLastModifiedTime(path(file), FileTime.fromMillis(0));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** The files below {@code target} that were written since {@link #age}. */
    List<String> written() {
        return target().keySet().stream()
                .filter(file -> {
                    try {
                        return Files.getLastModifiedTime(path(file)).toMillis() != 0;
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }
}
