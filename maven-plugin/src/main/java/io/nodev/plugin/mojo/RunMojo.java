package io.nodev.plugin.mojo;

import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.SpecException;
import io.nodev.plugin.generate.PackageName;
import io.nodev.plugin.spec.MachineReader;
import io.nodev.plugin.spec.MachineSpec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Builds the machine as far as its classes and runs it, in a Java runtime of its own. */
@Mojo(name = "run", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public final class RunMojo extends MachineMojo {
    /**
     * Leaves this goal out.
     *
     * @since 0.1.0
     */
    @Parameter(property = "nodev.run.skip", defaultValue = "false")
    private boolean skipRun;

    /**
     * What the machine is given on its command line, with blanks between: {@code -Dnodev.arguments="--capture my.pcap"}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "nodev.arguments")
    private String arguments;

    /** Made by Maven. */
    public RunMojo() {}

    @Override
    boolean skipsGoal() {
        return skipRun;
    }

    @Override
    void run() throws SpecException, IOException, MojoExecutionException, MojoFailureException {
        architecture();
        MachineSpec machine = MachineReader.load(description(), new Diagnostics());
        String packageOf = new PackageName(Optional.ofNullable(packageName), project.getGroupId()).of(machine.name());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-classpath", classPath(), packageOf + ".Main"));
        if (arguments != null && !arguments.isBlank()) {
            command.addAll(Arrays.asList(arguments.strip().split("\\s+")));
        }
        int status = statusOf(command);
        if (status != 0) {
            throw new MojoFailureException("the machine " + machine.name() + " ended with status " + status);
        }
    }

    private String classPath() throws MojoExecutionException {
        try {
            return String.join(File.pathSeparator, project.getRuntimeClasspathElements());
        } catch (DependencyResolutionRequiredException e) {
            throw new MojoExecutionException("the class path was not resolved", e);
        }
    }

    private int statusOf(List<String> command) throws IOException, MojoExecutionException {
        Process process = new ProcessBuilder(command)
                .directory(project.getBasedir())
                .inheritIO()
                .start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("interrupted while the machine ran", e);
        }
    }
}
