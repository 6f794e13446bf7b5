package io.nodev.plugin.mojo;

import io.nodev.common.machine.Architecture;
import io.nodev.plugin.classpath.StackArtifacts;
import io.nodev.plugin.diagnostic.Diagnostic;
import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.Severity;
import io.nodev.plugin.diagnostic.SpecException;
import io.nodev.plugin.generate.BuildFolders;
import io.nodev.plugin.spec.StackChoice;
import io.nodev.plugin.spec.StackSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** What all goals about a machine share. */
abstract class MachineMojo extends AbstractMojo {
    /** The project. */
    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    MavenProject project;

    /** The build. */
    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    MavenSession session;

    /** This plugin. */
    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    PluginDescriptor plugin;

    /**
     * The machine description. Other files it names lie relative to it.
     *
     * @since 0.1.0
     */
    @Parameter(property = "nodev.machineFile", defaultValue = "${project.basedir}/src/main/nodev/machine.yaml")
    File machineFile;

    /**
     * The package of the generated classes. By default the project's groupId and the machine's name, with an underscore for
     * what no package name holds: {@code com.example.two_guests} for {@code two-guests} of {@code com.example}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "nodev.package")
    String packageName;

    /**
     * Leaves every goal of this plugin out.
     *
     * @since 0.1.0
     */
    @Parameter(property = "nodev.skip", defaultValue = "false")
    boolean skip;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (project.getPackaging().equals("pom")) {
            getLog().debug("nothing to do: a project of packaging pom has no machine");
            return;
        }
        if (skip || skipsGoal()) {
            getLog().info("skipped");
            skipped();
            return;
        }
        try {
            run();
        } catch (SpecException e) {
            // Without a cause, whose message Maven would print behind this one, every problem a second time.
            throw new MojoFailureException(failure(e.below(directory())));
        } catch (IOException e) {
            throw new MojoExecutionException("a file cannot be read or written: " + e, e);
        }
    }

    /** Whether this goal alone is to be left out. */
    abstract boolean skipsGoal();

    /** What is done even if the goal is left out. */
    void skipped() {}

    /** What the goal does. */
    abstract void run() throws SpecException, IOException, MojoExecutionException, MojoFailureException;

    private static String failure(SpecException e) {
        return "the machine cannot be built\n" + e.getMessage();
    }

    /** The stack that flag, environment and POM choose. */
    final Architecture architecture() throws MojoFailureException {
        StackChoice choice = StackChoice.of(settings());
        if (choice instanceof StackChoice.Refused refused) {
            throw new MojoFailureException(refused.render());
        }
        StackChoice.Chosen chosen = (StackChoice.Chosen) choice;
        getLog().info(chosen.message());
        return chosen.architecture();
    }

    /** The stack that the POM names, whatever else there is to be said; empty if it names none. */
    final Optional<Architecture> namedArchitecture() {
        return property("nodev.stack").flatMap(stack -> StackArtifacts.stackOf(StackArtifacts.GROUP, "nodev-" + stack));
    }

    private StackSettings settings() {
        Optional<String> user = Optional.ofNullable(session.getUserProperties().getProperty("nodev"));
        Optional<String> system =
                Optional.ofNullable(session.getSystemProperties().getProperty("nodev"));
        return new StackSettings(
                user.or(() -> system),
                Optional.ofNullable(session.getSystemProperties().getProperty("env.nodev")),
                Optional.ofNullable(project.getProperties().getProperty("nodev")),
                property("nodev.stack"),
                property("nodev.pinned"));
    }

    private Optional<String> property(String name) {
        return Optional.ofNullable(session.getUserProperties().getProperty(name))
                .or(() -> Optional.ofNullable(project.getProperties().getProperty(name)));
    }

    /** Refuses dependencies that bring no stack, another one, or both. */
    final void requireStack(Architecture architecture) throws MojoFailureException {
        List<Architecture> found = project.getArtifacts().stream()
                .flatMap(artifact -> StackArtifacts.stackOf(artifact.getGroupId(), artifact.getArtifactId()).stream())
                .distinct()
                .sorted()
                .toList();
        Optional<StackChoice.Problem> problem = StackArtifacts.problem(architecture, found);
        if (problem.isPresent()) {
            throw new MojoFailureException(problem.get().render());
        }
    }

    /** The description's path, which must be there. */
    final Path description() throws MojoFailureException {
        Path path = machineFile.toPath().toAbsolutePath().normalize();
        if (!Files.isRegularFile(path)) {
            Path base = project.getBasedir().toPath();
            throw new MojoFailureException(
                    "there is no machine description " + (path.startsWith(base) ? base.relativize(path) : path)
                            + "\nfix: write one, or name it by -Dnodev.machineFile=FILE or <machineFile> in the plugin's"
                            + " configuration");
        }
        return path;
    }

    /** Where the build keeps things. */
    final BuildFolders folders() {
        return new BuildFolders(
                project.getBasedir().toPath().toAbsolutePath().normalize(),
                folder(project.getBuild().getDirectory()),
                folder(project.getBuild().getOutputDirectory()),
                folder(project.getBuild().getTestOutputDirectory()));
    }

    private static Path folder(String name) {
        return Path.of(name).toAbsolutePath().normalize();
    }

    /** The description's directory as messages name it: from the project's on, or whole if it is elsewhere. */
    final String directory() {
        Path directory = machineFile.toPath().toAbsolutePath().normalize().getParent();
        return directory.startsWith(folders().project())
                ? folders().relativeToProject(directory)
                : directory.toString();
    }

    /** The problems as this build prints them. */
    final List<Diagnostic> printed(Diagnostics diagnostics) {
        return diagnostics.sorted().stream()
                .map(each -> each.below(directory()))
                .toList();
    }

    /** Logs the warnings of a goal that did not fail, each once in a build, whichever goals come upon it. */
    final void logWarnings(Diagnostics diagnostics) {
        Set<Diagnostic> known = warned();
        printed(diagnostics).stream()
                .filter(each -> each.severity() == Severity.WARNING)
                .filter(known::add)
                .forEach(each -> each.render().lines().forEach(getLog()::warn));
    }

    /** What goals for this project have warned of; Maven keeps it from goal to goal. */
    @SuppressWarnings("unchecked")
    private Set<Diagnostic> warned() {
        return (Set<Diagnostic>)
                getPluginContext().computeIfAbsent(Diagnostics.class.getName(), key -> new HashSet<Diagnostic>());
    }
}
