package io.nodev.plugin.guest;

import io.nodev.common.guest.Guest;
import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.spec.MachineReader;
import io.nodev.plugin.spec.MachineSpec;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A project with guest sources and a machine that runs one of them, in a directory of its own. */
final class GuestProject {
    /** What a guest class needs in its body. */
    static final String BODY = """
                public void start(GuestEnvironment environment) {}
                public boolean run(int budget) { return false; }
            """;

    private final Path directory;

    GuestProject(Path directory) {
        this.directory = directory;
    }

    /** Writes a source file of the package {@code com.example}, with the guest interface imported. */
    GuestProject with(String simpleName, String declaration) throws IOException {
        return withFile(
                "com/example/" + simpleName + ".java",
                "package com.example;\nimport io.nodev.common.guest.*;\n" + declaration);
    }

    GuestProject withFile(String path, String text) throws IOException {
        Path file = sources().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    /** What the check of the sources prints about the guest {@code className}, from the first problem's code on. */
    String problemsInSources(String className) throws IOException {
        return problemsInSources(className, Optional.of(ToolProvider.getSystemJavaCompiler()));
    }

    String problemsInSources(String className, Optional<JavaCompiler> compiler) throws IOException {
        Diagnostics diagnostics = new Diagnostics();
        MachineSpec machine = machine(className, diagnostics);
        List<Path> roots = List.of(directory.resolve("none"), sources());
        new GuestSourceCheck(roots, StandardCharsets.UTF_8, compiler).check(machine, diagnostics);
        return diagnostics.render();
    }

    /** What the check of the classes prints about the guest {@code className}, after all sources were compiled. */
    String problemsInClasses(String className) throws IOException {
        compile();
        return problemsInCompiledClasses(className);
    }

    /** As before, with whatever is in the folder of the classes. */
    String problemsInCompiledClasses(String className) throws IOException {
        Diagnostics diagnostics = new Diagnostics();
        MachineSpec machine = machine(className, diagnostics);
        new GuestClassCheck(List.of(classes(), runtime())).check(machine, diagnostics);
        return diagnostics.render();
    }

    void compile() throws IOException {
        Files.createDirectories(classes());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager =
                        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
                Stream<Path> files = Files.walk(sources())) {
            List<Path> java =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            List<String> options = List.of(
                    "-proc:none", "-d", classes().toString(), "-cp", runtime().toString());
            boolean compiled = compiler.getTask(
                            null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(java))
                    .call();
            if (!compiled) {
                throw new AssertionError("the guests of this test do not compile");
            }
        }
    }

    Path classes() {
        return directory.resolve("classes");
    }

    private Path sources() {
        return directory.resolve("sources");
    }

    /** Where the guest interface is. */
    private static Path runtime() {
        try {
            return Path.of(Guest.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private MachineSpec machine(String className, Diagnostics diagnostics) throws IOException {
        Path description = directory.resolve("machine.yaml");
        Files.writeString(description, """
                name: quickstart
                nics: [{name: eth0, mac: 00:02:b3:9d:1f:aa}]
                domains:
                  - id: 0
                  - id: 1
                    guest: %s
                """.formatted(className));
        return MachineReader.read(description, diagnostics).orElseThrow();
    }
}
