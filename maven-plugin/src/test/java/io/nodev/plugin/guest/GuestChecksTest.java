package io.nodev.plugin.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What both checks say alike, of the sources and of the classes, but for the place of the source. */
class GuestChecksTest {
    private static final String BODY = GuestProject.BODY;

    @TempDir
    Path directory;

    private GuestProject project;

    @BeforeEach
    void writeGuests() throws IOException {
        project = new GuestProject(directory)
                .with("Good", "public class Good implements Guest {" + BODY + "}")
                .with("Explicit", "public class Explicit implements Guest { public Explicit() {} " + BODY + "}")
                .with("Several", "public class Several extends Good { Several(int i) {} public Several() {} }")
                .with("Rec", "public record Rec() implements Guest {" + BODY + "}")
                .with("Base", "public abstract class Base<T> implements Guest {" + BODY + "}")
                .with("Child", "public class Child extends Base<String> {}")
                .with("Named", "public interface Named extends Runnable, Guest {}")
                .with("ByInterface", "public class ByInterface implements Named { public void run() {}" + BODY + "}")
                .with(
                        "Outer",
                        "public class Outer { public class NotStatic implements Guest {" + BODY + "}"
                                + " public static class Nested extends Outer.Inner.Deep {}"
                                + " public static class Inner { public static class Deep implements Guest {" + BODY
                                + "} } }")
                .with("Hidden", "class Hidden implements Guest {" + BODY + "}")
                .with("Around", "class Around { public static class In implements Guest {" + BODY + "} }")
                .with("Iface", "public interface Iface extends Guest {}")
                .with("Anno", "public @interface Anno {}")
                .with("Enumerated", "public enum Enumerated implements Guest { ONE;" + BODY + "}")
                .with(
                        "Plain",
                        "public class Plain extends Thread implements java.io.Serializable {"
                                + " private static final long serialVersionUID = 1L; }")
                .with("Needy", "public class Needy implements Guest { public Needy(int i) {}" + BODY + "}")
                .with("Vararg", "public class Vararg implements Guest { public Vararg(String... s) {}" + BODY + "}")
                .with("Closed", "public class Closed implements Guest { Closed() {}" + BODY + "}")
                .with("Components", "public record Components(int i) implements Guest {" + BODY + "}")
                .with("Nothing", "abstract class Nothing { private Nothing() {} }")
                .with("Many", "public class Many { private Many() {} }");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Good", "Explicit", "Several", "Rec", "Child", "ByInterface", "Outer.Nested", "Outer.Inner.Deep"
            })
    void sayNothingOfAGuest(String name) throws IOException {
        assertThat(project.problemsInSources("com.example." + name)).isEmpty();
        assertThat(project.problemsInClasses("com.example." + name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Hidden     | ND-G002 | is not public; the machine could not use it | declare it and every class around it public
                    Around.In  | ND-G002 | is not public; the machine could not use it | declare it and every class around it public
                    Base       | ND-G003 | is an abstract class; a guest must be a class that is not abstract | name a subclass of it, or remove 'abstract'
                    Iface      | ND-G003 | is an interface; a guest must be a class that is not abstract | name a class
                    Anno       | ND-G003 | is an annotation; a guest must be a class that is not abstract | name a class
                    Enumerated | ND-G003 | is an enum; a guest must be a class that is not abstract | name a class
                    Plain      | ND-G004 | does not implement io.nodev.common.guest.Guest | declare it 'implements Guest', with an import of io.nodev.common.guest.Guest
                    Needy      | ND-G005 | has no public constructor without parameters | add 'public Needy() {}'
                    Vararg     | ND-G005 | has no public constructor without parameters | add 'public Vararg() {}'
                    Closed     | ND-G005 | has no public constructor without parameters | add 'public Closed() {}'
                    Components | ND-G005 | has no public constructor without parameters | add 'public Components() {}'
                    Outer.NotStatic | ND-G006 | is an inner class; its objects live inside an object of another class | declare it static
                    """)
    void sayWhatKeepsAClassFromBeingAGuest(String name, String code, String detail, String fix) throws IOException {
        String file = name.replaceAll("\\..*", "");
        String start = "machine.yaml:6:12: error " + code + ": com.example." + name;
        String rest = " " + detail + "\n    guest: com.example." + name + "\n           ^\nfix: " + fix + "\n";

        assertThat(project.problemsInSources("com.example." + name))
                .isEqualTo(start + " (com/example/" + file + ".java:3)" + rest);
        assertThat(project.problemsInClasses("com.example." + name)).isEqualTo(start + rest);
    }

    @Test
    void sayEverythingAtOnce() throws IOException {
        project.with("Bad", "class Bad { public class In { In() {} } }");

        for (String problems : new String[] {
            project.problemsInSources("com.example.Bad.In"), project.problemsInClasses("com.example.Bad.In")
        }) {
            assertThat(problems).containsSubsequence("ND-G002", "ND-G004", "ND-G005", "ND-G006");
        }
    }

    @Test
    void sayThatAClassIsMissing() throws IOException {
        assertThat(project.problemsInSources("com.example.Nobody")).isEqualTo("""
                        machine.yaml:6:12: error ND-G001: there is no class com.example.Nobody in the sources
                            guest: com.example.Nobody
                                   ^
                        fix: create it in com/example/Nobody.java
                        """);
        assertThat(project.problemsInClasses("com.example.Nobody")).isEqualTo("""
                        machine.yaml:6:12: error ND-G001: there is no class com.example.Nobody on the class path
                            guest: com.example.Nobody
                                   ^
                        fix: create it in com/example/Nobody.java, or add the dependency that has it
                        """);
    }

    @Test
    void haveNothingToDoForBuiltInGuests() throws IOException {
        assertThat(project.problemsInSources("builtin:replay")).isEmpty();
        assertThat(project.problemsInCompiledClasses("builtin:replay")).isEmpty();
    }
}
