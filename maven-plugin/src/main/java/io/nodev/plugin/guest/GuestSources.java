package io.nodev.plugin.guest;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;

/** The types declared in source roots, parsed and no more: nothing is resolved, so no class files are needed. */
final class GuestSources {
    private final Map<String, SourceType> types = new HashMap<>();
    private final Set<String> broken = new HashSet<>();

    private GuestSources() {}

    /**
     * Parses every Java file below the roots that exist.
     *
     * @throws IOException if a file cannot be read
     */
    static GuestSources parse(JavaCompiler compiler, List<Path> roots, Charset encoding) throws IOException {
        GuestSources sources = new GuestSources();
        for (Path root : roots) {
            if (Files.isDirectory(root)) {
                sources.parse(compiler, root, encoding);
            }
        }
        return sources;
    }

    private void parse(JavaCompiler compiler, Path root, Charset encoding) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root)) {
            files = walk.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
        if (files.isEmpty()) {
            return;
        }
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(problems, Locale.ROOT, encoding)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, problems, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            Set<String> unreadable = new HashSet<>();
            problems.getDiagnostics().stream()
                    .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR && problem.getSource() != null)
                    .forEach(problem -> unreadable.add(pathOf(root, problem.getSource())));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            units.forEach(unit -> add(unit, pathOf(root, unit.getSourceFile()), positions, unreadable));
        }
    }

    private void add(CompilationUnitTree unit, String path, SourcePositions positions, Set<String> unreadable) {
        if (unreadable.contains(path)) {
            broken.add(path.substring(0, path.length() - ".java".length()).replace('/', '.'));
        } else {
            TypeScanner.scan(unit, path, positions, type -> types.putIfAbsent(type.name(), type));
        }
    }

    private static String pathOf(Path root, JavaFileObject file) {
        return root.toUri().relativize(file.toUri()).getPath();
    }

    /** The type with this canonical name, or empty. */
    Optional<SourceType> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** Whether the type may be in a file that does not parse, so that nothing can be said of it. */
    boolean mayHide(String name) {
        return broken.stream().anyMatch(file -> name.equals(file) || name.startsWith(file + "."));
    }

    /** The canonical names of all types. */
    Set<String> names() {
        return Set.copyOf(types.keySet());
    }
}
