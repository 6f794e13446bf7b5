package io.nodev.plugin.generate;

import io.nodev.common.machine.Architecture;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What shall be generated, and where.
 *
 * @param kind the machine or its tests
 * @param machineFile the description; absolute
 * @param architecture the stack
 * @param folders where things are and go
 * @param packageName the package of the classes
 * @param guests where sources of guests are
 * @param settings what else changes the result
 */
public record GenerationRequest(
        Kind kind,
        Path machineFile,
        Architecture architecture,
        BuildFolders folders,
        PackageName packageName,
        GuestRoots guests,
        Settings settings) {
    /** What is generated. */
    public enum Kind {
        /** The machine itself. */
        MACHINE,
        /** The tests of a machine. */
        TESTS
    }

    /**
     * The sources of a project.
     *
     * @param roots the folders that packages start in
     * @param encoding of the sources
     */
    public record GuestRoots(List<Path> roots, Charset encoding) {
        /** Copies the list. */
        public GuestRoots {
            roots = List.copyOf(roots);
        }
    }

    /**
     * What changes the result without being a file of the machine's.
     *
     * @param pluginVersion the generator's version
     * @param templates a folder of templates that go before the built-in ones
     * @param derivesFirewall whether the firewall is derived even if the user wrote one
     */
    public record Settings(String pluginVersion, Optional<Path> templates, boolean derivesFirewall) {}

    /** The description, relative to the project where possible, with forward slashes. */
    public String description() {
        return folders.relativeToProject(machineFile);
    }
}
