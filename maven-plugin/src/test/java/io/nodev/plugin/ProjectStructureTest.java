package io.nodev.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds what a newcomer relies on when looking for something in the tree. Every complaint names file and line. */
final class ProjectStructureTest {
    private static final Map<String, String> BASE_PACKAGES = Map.of(
            "hypervisor", "io/nodev/hypervisor",
            "common-io", "io/nodev/common",
            "legacy-io", "io/nodev/legacy",
            "devdomain-io", "io/nodev/devdomain",
            "io-tck", "io/nodev/tck",
            "templates", "io/nodev/templates",
            "maven-plugin", "io/nodev/plugin");

    private static final Set<String> TEXT =
            Set.of("java", "ftl", "ftlh", "xml", "yaml", "json", "md", "groovy", "properties", "tsv", "rules", "nft");

    private static final int MOST_LINES = 600;

    private static final Path ROOT = root();

    private static final List<Path> FILES = files();

    @Test
    void hasNoTopLevelFolderBesidesTheModulesAndTheExamples() throws IOException {
        Set<String> known = Stream.concat(BASE_PACKAGES.keySet().stream(), Stream.of("examples"))
                .collect(Collectors.toSet());
        try (Stream<Path> entries = Files.list(ROOT)) {
            assertThat(entries.filter(Files::isDirectory).map(ProjectStructureTest::nameOf))
                    .filteredOn(name -> !name.startsWith(".") && !name.equals("target"))
                    .isSubsetOf(known)
                    .containsAll(BASE_PACKAGES.keySet());
        }
    }

    @Test
    void hasThreeTopLevelFiles() throws IOException {
        try (Stream<Path> entries = Files.list(ROOT)) {
            assertThat(entries.filter(Files::isRegularFile).map(ProjectStructureTest::nameOf))
                    .filteredOn(name -> !name.startsWith("."))
                    .isSubsetOf("pom.xml", "README.md", "LICENSE")
                    .contains("pom.xml", "LICENSE");
        }
    }

    @Test
    void keepsEachModuleInItsOwnPackages() {
        List<Path> strangers = new ArrayList<>();
        BASE_PACKAGES.forEach((module, base) -> sources(module)
                .filter(file -> !packageFolder(file).startsWith(base))
                .forEach(strangers::add));
        assertThat(strangers).isEmpty();
    }

    @Test
    void saysWhatEveryPackageHolds() {
        Set<Path> said = FILES.stream()
                .filter(file -> nameOf(file).equals("package-info.java"))
                .map(ProjectStructureTest::packageFolder)
                .collect(Collectors.toSet());
        assertThat(BASE_PACKAGES.keySet().stream()
                        .flatMap(ProjectStructureTest::sources)
                        .filter(file -> !isTest(file))
                        .map(ProjectStructureTest::packageFolder)
                        .distinct())
                .isNotEmpty()
                .allMatch(said::contains, "has a package-info.java");
    }

    @Test
    void splitsWhatIsLong() {
        assertThat(texts().filter(file ->
                        !nameOf(file).endsWith(".tsv") && linesOf(file).size() > MOST_LINES))
                .as("files of more than %s lines", MOST_LINES)
                .isEmpty();
    }

    @Test
    void leavesNothingForLater() {
        assertThat(linesWith("\\b(TO[D]O|FIX[M]E|XX[X])\\b")).isEmpty();
    }

    @Test
    void knowsNothingOfTheMachineItWasWrittenOn() {
        assertThat(linesWith("(?<![\\w.}/-])/(home|root|tmp|work|Users)/\\w")).isEmpty();
    }

    @Test
    void namesOnlyDocumentsThatAreInTheTree() {
        Set<String> documents = FILES.stream()
                .map(ProjectStructureTest::nameOf)
                .filter(name -> name.endsWith(".md"))
                .collect(Collectors.toSet());
        Pattern document = Pattern.compile("[\\w-]+\\.md\\b");
        assertThat(matches(
                        document,
                        match -> !documents.contains(match.group())
                                && !match.group().equals("README.md")))
                .isEmpty();
    }

    @Test
    void endsEveryLineAsTheEditorSettingsSay() {
        assertThat(texts().filter(file -> contentOf(file).contains("\r"))).isEmpty();
        assertThat(texts().filter(file -> !contentOf(file).endsWith("\n"))).isEmpty();
        assertThat(linesWith("[ \\t]$")).isEmpty();
    }

    @Test
    void namesTestsSoThatTheyAreRun() {
        Pattern test = Pattern.compile("^\\s*@(Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate)\\b");
        assertThat(BASE_PACKAGES.keySet().stream()
                        .flatMap(ProjectStructureTest::sources)
                        .filter(file -> isTest(file) && linesOf(file).stream().anyMatch(test.asPredicate())))
                .isNotEmpty()
                .allMatch(file -> nameOf(file).endsWith("Test.java"), "is named ...Test.java");
    }

    @Test
    void phrasesTestsAsSentences() {
        assertThat(linesWith("\\bvoid test[A-Z_0-9]\\w*\\(")).isEmpty();
    }

    private static List<String> linesWith(String regex) {
        return matches(Pattern.compile(regex), match -> true);
    }

    private static List<String> matches(Pattern pattern, Predicate<MatchResult> wanted) {
        return texts().flatMap(file -> {
                    List<String> lines = linesOf(file);
                    return IntStream.range(0, lines.size())
                            .filter(i -> pattern.matcher(lines.get(i)).results().anyMatch(wanted))
                            .mapToObj(i ->
                                    file + ":" + (i + 1) + ": " + lines.get(i).strip());
                })
                .toList();
    }

    private static Stream<Path> texts() {
        return FILES.stream().filter(file -> TEXT.contains(nameOf(file).replaceAll(".*\\.", "")));
    }

    private static Stream<Path> sources(String module) {
        return FILES.stream()
                .filter(file -> file.startsWith(module) && nameOf(file).endsWith(".java"))
                .filter(file -> !file.toString().contains("/src/it/")
                        && !file.toString().contains("/resources/"));
    }

    private static boolean isTest(Path file) {
        return file.getName(2).toString().equals("test");
    }

    /** The folder of a module's source file, {@code module/src/NAME/java/...}, below the folder {@code java}. */
    private static Path packageFolder(Path file) {
        return file.subpath(4, file.getNameCount() - 1);
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString();
    }

    private static List<String> linesOf(Path file) {
        return contentOf(file).lines().toList();
    }

    private static String contentOf(Path file) {
        try {
            return Files.readString(ROOT.resolve(file), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        Path root = module.getParent();
        assertThat(root.resolve("pom.xml")).content().contains("<module>maven-plugin</module>");
        return root;
    }

    /** Every file that is not built and not hidden, relative to the root, in order. */
    private static List<Path> files() {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    String name = nameOf(folder);
                    boolean skipped = !folder.equals(ROOT) && (name.equals("target") || name.startsWith("."));
                    return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    found.add(ROOT.relativize(file));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(null);
        return List.copyOf(found);
    }
}
