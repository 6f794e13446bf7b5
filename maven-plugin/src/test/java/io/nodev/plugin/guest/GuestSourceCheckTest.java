package io.nodev.plugin.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How far sources alone say what a class is. */
class GuestSourceCheckTest {
    private static final String BODY = GuestProject.BODY;

    @TempDir
    Path directory;

    private GuestProject project;

    @BeforeEach
    void startProject() {
        project = new GuestProject(directory);
    }

    @ParameterizedTest
    @CsvSource({
        "com.exmaple.Responder, com.example.Responder",
        "com.example.Echo.Responder, com.example.Responder",
        "com.example.Respnder, com.example.Responder",
        "org.other.Responder, com.example.Responder"
    })
    void suggestsTheClassMeant(String written, String meant) throws IOException {
        project.with("Responder", "public class Responder implements Guest {" + BODY + "}");

        assertThat(project.problemsInSources(written)).endsWith("fix: write '" + meant + "'\n");
    }

    @Test
    void suggestsNothingThatIsQuiteAnotherName() throws IOException {
        project.with("Responder", "public class Responder implements Guest {" + BODY + "}");

        assertThat(project.problemsInSources("com.example.Router"))
                .endsWith("fix: create it in com/example/Router.java\n");
    }

    @Test
    void knowsTheInterfaceByItsFullName() throws IOException {
        project.withFile(
                "com/example/A.java", "package com.example; public class A implements io.nodev.common.guest.Guest {}");

        assertThat(project.problemsInSources("com.example.A")).isEmpty();
    }

    @Test
    void knowsTheInterfaceByItsImport() throws IOException {
        project.withFile(
                "com/example/A.java",
                "package com.example; import io.nodev.common.guest.Guest; public class A implements Guest {}");

        assertThat(project.problemsInSources("com.example.A")).isEmpty();
    }

    @Test
    void doesNotTakeAnotherGuestForTheInterface() throws IOException {
        project.with("Guest", "public interface Guest {}").with("A", "public class A implements Guest {}");

        assertThat(project.problemsInSources("com.example.A"))
                .startsWith(
                        "machine.yaml:6:12: error ND-G004: com.example.A (com/example/A.java:3) does not implement");
    }

    @Test
    void prefersAMemberOfAnEnclosingClassToAnImport() throws IOException {
        project.with("A", "public class A { interface Guest {} public static class In implements Guest {} }");

        assertThat(project.problemsInSources("com.example.A.In")).contains("error ND-G004");
    }

    @Test
    void followsNamesThroughImportsOfOtherPackages() throws IOException {
        project.with("A", "public class A extends org.base.Base {}")
                .withFile(
                        "com/example/B.java", "package com.example; import org.base.*; public class B extends Base {}")
                .withFile(
                        "com/example/C.java",
                        "package com.example; import static org.base.Base.In; public class C extends In {}")
                .withFile(
                        "org/base/Base.java",
                        "package org.base; import io.nodev.common.guest.*;"
                                + " public class Base implements @Deprecated Guest { public static class In {} }");

        assertThat(project.problemsInSources("com.example.A")).isEmpty();
        assertThat(project.problemsInSources("com.example.B")).isEmpty();
        assertThat(project.problemsInSources("com.example.C")).contains("error ND-G004");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public class A extends org.library.Base {}",
                "public class A extends Generated {}",
                "import org.library.Base; public class A extends Base<String> implements Runnable {}"
            })
    void leavesWhatItCannotSeeToTheClasses(String declaration) throws IOException {
        project.with("A", declaration);

        assertThat(project.problemsInSources("com.example.A")).isEmpty();
    }

    @Test
    void endsOnAClassThatExtendsItself() throws IOException {
        project.with("A", "public class A extends B {}").with("B", "public class B extends A {}");

        assertThat(project.problemsInSources("com.example.A")).contains("error ND-G004");
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.example.A", "com.example.A.In"})
    void leavesAFileThatDoesNotParseToTheCompiler(String name) throws IOException {
        project.with("A", "public class A {{{").with("B", "public class B {}");

        assertThat(project.problemsInSources(name)).isEmpty();
        assertThat(project.problemsInSources("com.example.B")).contains("error ND-G004");
    }

    @Test
    void needsNoSourceFolder() throws IOException {
        assertThat(project.problemsInSources("com.example.A")).contains("error ND-G001");
    }

    @Test
    void passesOverFilesThatDeclareNoGuests() throws IOException {
        project.withFile("module-info.java", "module com.example {}\n")
                .withFile("com/example/package-info.java", "/** Guests. */\npackage com.example;\n")
                .with("A", "public class A implements Guest {" + BODY + "};");

        assertThat(project.problemsInSources("com.example.A")).isEmpty();
    }

    @Test
    void saysThatItNeedsACompiler() throws IOException {
        project.with("A", "public class A {}");

        assertThat(project.problemsInSources("com.example.A", Optional.empty())).isEqualTo("""
                        machine.yaml:6:12: error ND-G008: the sources of guests cannot be read, since this Java runtime has no compiler
                            guest: com.example.A
                                   ^
                        fix: run Maven with a JDK: set JAVA_HOME to one
                        """);
    }
}
