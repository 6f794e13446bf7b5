package io.nodev.plugin.classpath;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.machine.Architecture;
import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.spec.StackChoice;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class paths of one stack pass, and what was built for the other is named with the command that repairs it. */
final class ClassPathGuardTest {
    @TempDir
    private Path directory;

    private ClassPathEntry jar(String manifestEntry, String properties) throws IOException {
        Path path = directory.resolve("a.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!manifestEntry.isEmpty()) {
            manifest.getMainAttributes().putValue("Nodev-Architecture", manifestEntry);
        }
        try (OutputStream out = Files.newOutputStream(path);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            if (!properties.isEmpty()) {
                jar.putNextEntry(new ZipEntry("META-INF/nodev/stack.properties"));
                jar.write(properties.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return new ClassPathEntry("com.example:a:1", "a", path);
    }

    private ClassPathEntry folder(String properties) throws IOException {
        Path file = directory.resolve("classes/META-INF/nodev/stack.properties");
        Files.createDirectories(file.getParent());
        Files.writeString(file, properties);
        return new ClassPathEntry("this project", "demo", directory.resolve("classes"));
    }

    private static String problems(Architecture chosen, ClassPathEntry... entries) throws IOException {
        Diagnostics diagnostics = new Diagnostics();
        new ClassPathGuard(chosen).check(List.of(entries), diagnostics);
        return diagnostics.render();
    }

    @Test
    void passesWhatWasBuiltForTheStackOrForNone() throws IOException {
        assertThat(problems(Architecture.LEGACY, jar("legacy-io", "architecture=legacy-io\n")))
                .isEmpty();
        assertThat(problems(Architecture.LEGACY, jar("", ""))).isEmpty();
        assertThat(problems(Architecture.DEVICE_DOMAIN, folder("architecture=devdomain-io\n")))
                .isEmpty();
        assertThat(problems(Architecture.LEGACY, new ClassPathEntry("gone", "gone", directory.resolve("gone"))))
                .isEmpty();
    }

    @Test
    void refusesByTheManifest() throws IOException {
        assertThat(problems(Architecture.DEVICE_DOMAIN, jar("legacy-io", ""))).isEqualTo("""
                pom.xml:1:1: error ND-S007: com.example:a:1 was built for legacy-io, but this build is devdomain-io
                fix: build it anew: mvn -Dnodev=true -pl :a -am install
                """);
    }

    @Test
    void refusesByThePropertiesOfAJarAndOfAFolder() throws IOException {
        assertThat(problems(Architecture.LEGACY, jar("", "architecture=devdomain-io\n")))
                .isEqualTo("""
                pom.xml:1:1: error ND-S007: com.example:a:1 was built for devdomain-io, but this build is legacy-io
                fix: build it anew: mvn -Dnodev=false -pl :a -am install
                """);
        assertThat(problems(Architecture.LEGACY, folder("architecture=devdomain-io\n")))
                .startsWith("pom.xml:1:1: error ND-S007: this project was built for devdomain-io");
    }

    @Test
    void refusesAJarThatSaysTwoThings() throws IOException {
        assertThat(problems(Architecture.LEGACY, jar("legacy-io", "architecture=devdomain-io\n")))
                .startsWith("pom.xml:1:1: error ND-S007: com.example:a:1 was built for devdomain-io and legacy-io,");
    }

    @Test
    void knowsTheArtifactsOfTheStacks() {
        assertThat(StackArtifacts.stackOf("io.nodev", "nodev-legacy-io")).contains(Architecture.LEGACY);
        assertThat(StackArtifacts.stackOf("io.nodev", "nodev-devdomain-io")).contains(Architecture.DEVICE_DOMAIN);
        assertThat(StackArtifacts.stackOf("io.nodev", "nodev-common-io")).isEmpty();
        assertThat(StackArtifacts.stackOf("com.example", "nodev-legacy-io")).isEmpty();
    }

    @Test
    void wantsExactlyTheChosenStack() {
        assertThat(StackArtifacts.problem(Architecture.LEGACY, List.of(Architecture.LEGACY)))
                .isEmpty();
        assertThat(StackArtifacts.problem(Architecture.LEGACY, List.of(Architecture.DEVICE_DOMAIN))
                        .map(StackChoice.Problem::render))
                .contains("error ND-S006: the stack is legacy-io, but nodev-devdomain-io is among the dependencies\n"
                        + "fix: depend on io.nodev:nodev-${nodev.stack} alone; mvn dependency:tree shows who brings another"
                        + " stack");
        assertThat(StackArtifacts.problem(Architecture.LEGACY, List.of()).map(StackChoice.Problem::render))
                .contains("error ND-S005: no stack is among the dependencies\n"
                        + "fix: add the dependency io.nodev:nodev-${nodev.stack}");
    }
}
