package io.nodev.plugin.generate;

import io.nodev.common.machine.Architecture;
import java.nio.file.Path;

/**
 * Where a project's build keeps things; absolute.
 *
 * @param project the project
 * @param build what {@code clean} removes
 * @param classes compiled main classes and copied resources
 * @param testClasses compiled tests
 */
public record BuildFolders(Path project, Path build, Path classes, Path testClasses) {
    /** Generated sources of one stack: a source root. */
    public Path sources(Architecture architecture) {
        return build.resolve("generated-sources/nodev").resolve(architecture.id());
    }

    /** Generated resources of one stack: a resource folder. */
    public Path resources(Architecture architecture) {
        return build.resolve("generated-resources/nodev").resolve(architecture.id());
    }

    /** Generated tests of one stack: a test source root. */
    public Path testSources(Architecture architecture) {
        return build.resolve("generated-test-sources/nodev").resolve(architecture.id());
    }

    /** What was generated from what. */
    public Path state() {
        return build.resolve("nodev/state.json");
    }

    /** The schema that editors check and complete the description with. */
    public Path schema() {
        return build.resolve("nodev/machine.schema.json");
    }

    /** A machine's derived firewall, to be read, tried and copied. */
    public Path firewall(String machine) {
        return build.resolve("nodev").resolve(machine).resolve("firewall.nft");
    }

    /** Where the compiler plugin keeps what it knows of the last build. */
    public Path compilerStatus() {
        return build.resolve("maven-status");
    }

    /** A path below the build folder, relative to it, with forward slashes. */
    String relative(Path path) {
        return build.relativize(path).toString().replace('\\', '/');
    }

    /** A path below the project, relative to it if it is, with forward slashes. */
    public String relativeToProject(Path path) {
        Path shown = path.startsWith(project) ? project.relativize(path) : path.getFileName();
        return shown.toString().replace('\\', '/');
    }
}
