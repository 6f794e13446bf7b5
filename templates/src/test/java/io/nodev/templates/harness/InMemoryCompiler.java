package io.nodev.templates.harness;

import io.nodev.templates.GeneratedFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles generated sources with every lint as an error, touching no file. */
public final class InMemoryCompiler {
    private static final List<String> OPTIONS =
            List.of("--release", "17", "-Xlint:all", "-Werror", "-proc:none", "-parameters");

    private InMemoryCompiler() {}

    /**
     * Compiles sources that may name the given types and those that lie beside them.
     *
     * @return the classes by binary name
     * @throws AssertionError with the compiler's words and the sources if javac has anything to say
     */
    public static Map<String, byte[]> compile(List<GeneratedFile> sources, Class<?>... visible) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        Memory memory = new Memory(javac.getStandardFileManager(said, null, null), visible);
        boolean compiled = javac.getTask(
                        null,
                        memory,
                        said,
                        OPTIONS,
                        null,
                        sources.stream().map(Source::new).toList())
                .call();
        if (!compiled || !said.getDiagnostics().isEmpty()) {
            throw new AssertionError("javac refuses the generated source: " + said.getDiagnostics() + "\n"
                    + sources.stream().map(GeneratedFile::text).collect(Collectors.joining("\n")));
        }
        Map<String, byte[]> classes = new LinkedHashMap<>();
        memory.outputs.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }

    /** Loads compiled classes; what they name is found by the loader of this class. */
    public static ClassLoader loader(Map<String, byte[]> classes) {
        return new ClassLoader(InMemoryCompiler.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                byte[] bytes = classes.get(name);
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, bytes, 0, bytes.length);
            }
        };
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(GeneratedFile file) {
            super(URI.create("memory:///" + file.path()), Kind.SOURCE);
            this.text = file.text();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> outputs = new LinkedHashMap<>();

        Memory(StandardJavaFileManager disk, Class<?>... visible) {
            super(disk);
            try {
                disk.setLocationFromPaths(
                        StandardLocation.CLASS_PATH,
                        Arrays.stream(visible).map(Memory::home).distinct().toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Path home(Class<?> type) {
            try {
                return Path.of(
                        type.getProtectionDomain().getCodeSource().getLocation().toURI());
            } catch (URISyntaxException e) {
                throw new IllegalStateException("no path: type=" + type, e);
            }
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            outputs.put(name, bytes);
            return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }
    }
}
