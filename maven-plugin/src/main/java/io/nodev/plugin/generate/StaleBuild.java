package io.nodev.plugin.generate;

import io.nodev.common.machine.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a build of another stack has left: its class files would not be compiled anew, since the compiler plugin does not see
 * that a jar was exchanged for another.
 */
final class StaleBuild {
    private static final List<String> GENERATED =
            List.of("generated-sources/nodev", "generated-resources/nodev", "generated-test-sources/nodev");

    private final BuildFolders folders;

    StaleBuild(BuildFolders folders) {
        this.folders = folders;
    }

    /** Whether there is anything compiled. */
    boolean hasClasses() throws IOException {
        return hasClasses(folders.classes()) || hasClasses(folders.testClasses());
    }

    private static boolean hasClasses(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(StaleBuild::isClass);
        }
    }

    private static boolean isClass(Path file) {
        return file.getFileName().toString().endsWith(".class") && Files.isRegularFile(file);
    }

    /**
     * Deletes it. The state goes first, so that a deletion that is cut short is taken up again. Of the folders that other
     * plugins write to, too, only class files go and what was copied there from our own resources.
     *
     * @param state what is known of the build
     */
    void delete(Optional<State> state) throws IOException {
        new StateFile(folders.state()).delete();
        for (String tree : GENERATED) {
            deleteTree(folders.build().resolve(tree));
        }
        for (String file : state.map(State::files).orElse(Map.of()).keySet()) {
            deleteCopy(file);
            Files.deleteIfExists(folders.build().resolve(file));
        }
        deleteClasses(folders.classes());
        deleteClasses(folders.testClasses());
        deleteTree(folders.compilerStatus());
    }

    private void deleteCopy(String file) throws IOException {
        Path generated = folders.build().resolve(file);
        for (Architecture each : Architecture.values()) {
            if (generated.startsWith(folders.resources(each))) {
                Files.deleteIfExists(
                        folders.classes().resolve(folders.resources(each).relativize(generated)));
            }
        }
    }

    private static void deleteClasses(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(StaleBuild::isClass).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
