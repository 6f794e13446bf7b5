package io.nodev.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Holds that what is public says what it does. Doclint, in the javadoc jar's build, holds that it says so correctly. */
final class DocumentationTest {
    private static final Path ROOT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();

    @Test
    void explainsEveryPublicTypeAndMethod() throws IOException {
        List<Path> sources = sources();
        assertThat(sources).isNotEmpty();

        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> missing = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask parser = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
            DocTrees trees = DocTrees.instance(parser);
            for (CompilationUnitTree file : parser.parse()) {
                new Undocumented(trees, file, missing).scan(file, null);
            }
        }
        assertThat(missing).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> found =
                Files.find(ROOT, 30, (file, attributes) -> file.toString().endsWith(".java"))) {
            return found.filter(file -> ROOT.relativize(file).toString().matches("[\\w-]+/src/main/java/.*"))
                    .sorted()
                    .toList();
        }
    }

    /** Collects the public types and methods of one file that have no comment, by file and line. */
    private static final class Undocumented extends TreePathScanner<Void, Void> {
        private final DocTrees trees;
        private final CompilationUnitTree file;
        private final List<String> missing;

        Undocumented(DocTrees trees, CompilationUnitTree file, List<String> missing) {
            this.trees = trees;
            this.file = file;
            this.missing = missing;
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            if (!isSeen(type.getModifiers(), getCurrentPath().getParentPath())) {
                return null;
            }
            check(type, type.getSimpleName());
            return super.visitClass(type, unused);
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            boolean constructor = method.getReturnType() == null;
            boolean inherits = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
            if (!constructor
                    && !inherits
                    && isSeen(method.getModifiers(), getCurrentPath().getParentPath())) {
                check(method, method.getName());
            }
            return null;
        }

        private static boolean isSeen(ModifiersTree modifiers, TreePath owner) {
            return modifiers.getFlags().contains(Modifier.PUBLIC)
                    || modifiers.getFlags().contains(Modifier.PROTECTED)
                    || owner.getLeaf().getKind() == Tree.Kind.INTERFACE
                            && !modifiers.getFlags().contains(Modifier.PRIVATE);
        }

        private void check(Tree declaration, CharSequence name) {
            if (trees.getDocComment(getCurrentPath()) == null) {
                long start = trees.getSourcePositions().getStartPosition(file, declaration);
                Path path = ROOT.relativize(Path.of(file.getSourceFile().getName()));
                missing.add(path + ":" + file.getLineMap().getLineNumber(start) + ": " + name);
            }
        }
    }
}
