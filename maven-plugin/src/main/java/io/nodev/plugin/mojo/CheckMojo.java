package io.nodev.plugin.mojo;

import io.nodev.common.machine.Architecture;
import io.nodev.plugin.classpath.ClassPathEntry;
import io.nodev.plugin.classpath.ClassPathGuard;
import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.JsonReport;
import io.nodev.plugin.diagnostic.SarifReport;
import io.nodev.plugin.diagnostic.SpecException;
import io.nodev.plugin.generate.BuildFolders;
import io.nodev.plugin.guest.GuestClassCheck;
import io.nodev.plugin.spec.MachineReader;
import io.nodev.plugin.spec.MachineSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Checks what was compiled: that every jar and class folder of the class path was built for the stack of this build, and that
 * the guest classes of the description are guests. Writes {@code target/nodev/check.json} and {@code
 * target/nodev/check.sarif}, problems or none.
 */
@Mojo(
        name = "check",
        defaultPhase = LifecyclePhase.PROCESS_CLASSES,
        requiresDependencyResolution = ResolutionScope.RUNTIME,
        threadSafe = true)
public final class CheckMojo extends MachineMojo {
    /**
     * Leaves this goal out.
     *
     * @since 0.1.0
     */
    @Parameter(property = "nodev.check.skip", defaultValue = "false")
    private boolean skipCheck;

    /**
     * Reports errors as warnings and lets the build go on.
     *
     * @since 0.1.0
     */
    @Parameter(property = "nodev.check.warnOnly", defaultValue = "false")
    private boolean warnOnly;

    /** Made by Maven. */
    public CheckMojo() {}

    @Override
    boolean skipsGoal() {
        return skipCheck;
    }

    @Override
    void run() throws SpecException, IOException, MojoFailureException {
        Architecture architecture = architecture();
        requireStack(architecture);
        Diagnostics diagnostics = new Diagnostics();
        List<ClassPathEntry> classPath = classPath();
        new ClassPathGuard(architecture).check(classPath, diagnostics);
        Optional<MachineSpec> machine = MachineReader.read(description(), diagnostics);
        if (machine.isPresent()) {
            new GuestClassCheck(classPath.stream().map(ClassPathEntry::path).toList())
                    .check(machine.get(), diagnostics);
        }
        report(diagnostics);
        if (warnOnly) {
            printed(diagnostics).forEach(each -> each.render().lines().forEach(getLog()::warn));
        } else {
            diagnostics.throwIfErrors();
            logWarnings(diagnostics);
        }
    }

    private List<ClassPathEntry> classPath() {
        List<ClassPathEntry> entries = new ArrayList<>();
        entries.add(new ClassPathEntry(
                "this project", project.getArtifactId(), folders().classes()));
        for (Artifact artifact : project.getArtifacts()) {
            if (artifact.getArtifactHandler().isAddedToClasspath() && artifact.getFile() != null) {
                String name = artifact.getGroupId() + ":" + artifact.getArtifactId() + ":" + artifact.getVersion();
                entries.add(new ClassPathEntry(
                        name, artifact.getArtifactId(), artifact.getFile().toPath()));
            }
        }
        return entries;
    }

    private void report(Diagnostics diagnostics) throws IOException {
        BuildFolders folders = folders();
        Path folder = Files.createDirectories(folders.state().getParent());
        Path parent = machineFile.toPath().toAbsolutePath().normalize().getParent();
        String sources = parent.startsWith(folders.project())
                ? folders.project().relativize(parent).toString().replace('\\', '/')
                : "";
        Files.writeString(folder.resolve("check.json"), JsonReport.render(diagnostics, directory()));
        Files.writeString(folder.resolve("check.sarif"), SarifReport.render(diagnostics, sources, plugin.getVersion()));
    }
}
