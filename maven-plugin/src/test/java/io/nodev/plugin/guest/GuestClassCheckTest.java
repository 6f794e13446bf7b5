package io.nodev.plugin.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only the compiled classes show. */
class GuestClassCheckTest {
    @TempDir
    Path directory;

    private GuestProject project;

    @BeforeEach
    void compileAGuest() throws IOException {
        project = new GuestProject(directory)
                .with("Base", "public class Base implements Guest {" + GuestProject.BODY + "}")
                .with(
                        "Child",
                        "public class Child extends Base { static { System.setProperty(\"child.ran\", \"yes\"); } }");
        project.compile();
    }

    @Test
    void runsNoneOfTheGuestsCode() throws IOException {
        assertThat(project.problemsInCompiledClasses("com.example.Child")).isEmpty();
        assertThat(System.getProperty("child.ran")).isNull();
    }

    @Test
    void saysWhatAClassNeedsThatIsMissing() throws IOException {
        Files.delete(project.classes().resolve("com/example/Base.class"));

        assertThat(project.problemsInCompiledClasses("com.example.Child")).isEqualTo("""
                        machine.yaml:6:12: error ND-G007: com.example.Child cannot be loaded: java.lang.NoClassDefFoundError: com/example/Base
                            guest: com.example.Child
                                   ^
                        fix: build the project anew; if a class is missing, add the dependency that has it
                        """);
    }

    @Test
    void saysThatAClassFileIsDamaged() throws IOException {
        Files.write(project.classes().resolve("com/example/Child.class"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8});

        assertThat(project.problemsInCompiledClasses("com.example.Child"))
                .startsWith("machine.yaml:6:12: error ND-G007: com.example.Child cannot be loaded:"
                        + " java.lang.ClassFormatError: ");
    }

    @Test
    void leavesNothingOpen() throws IOException {
        project.problemsInCompiledClasses("com.example.Child");

        Files.delete(project.classes().resolve("com/example/Child.class"));
        assertThat(project.problemsInCompiledClasses("com.example.Child")).contains("error ND-G001");
    }
}
