package io.nodev.plugin.generate;

import io.nodev.common.classifier.Classifier;
import io.nodev.templates.GeneratedFile;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Classes from generated sources, however many, compiled by one run of javac with every lint as an error. */
final class LoadedClasses extends ClassLoader {
    private final Map<String, ByteArrayOutputStream> compiled;

    private LoadedClasses(Map<String, ByteArrayOutputStream> compiled) {
        super(LoadedClasses.class.getClassLoader());
        this.compiled = compiled;
    }

    /** Compiles sources that name nothing but each other and what common-io has. */
    static LoadedClasses compile(List<GeneratedFile> sources) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        List<Diagnostic<?>> said = new ArrayList<>();
        try (Output output = new Output(javac.getStandardFileManager(said::add, null, null))) {
            List<String> options =
                    List.of("--release", "17", "-Xlint:all", "-Werror", "-proc:none", "-cp", commonClasses());
            boolean successful = javac.getTask(
                            null,
                            output,
                            said::add,
                            options,
                            null,
                            sources.stream().map(Source::new).toList())
                    .call();
            if (!successful || !said.isEmpty()) {
                throw new AssertionError("javac complains of generated sources: " + said);
            }
            return new LoadedClasses(output.classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String commonClasses() {
        try {
            return new File(Classifier.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getPath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An instance made by the constructor without parameters. */
    <T> T create(String name, Class<T> type) {
        try {
            return type.cast(loadClass(name).getConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(name + " has another shape", e);
        }
    }

    /** An instance made by the constructor with one parameter. */
    <T, P> T create(String name, Class<T> type, Class<P> parameter, P argument) {
        try {
            return type.cast(loadClass(name).getConstructor(parameter).newInstance(argument));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(name + " has another shape", e);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        ByteArrayOutputStream bytes = compiled.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes.toByteArray(), 0, bytes.size());
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

    private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

        Output(JavaFileManager disk) {
            super(disk);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            classes.put(name, bytes);
            return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }
    }
}
