package io.nodev.plugin.mojo;

import io.nodev.common.machine.Architecture;
import io.nodev.plugin.generate.BuildFolders;
import io.nodev.plugin.generate.GenerationRequest;
import org.apache.maven.model.Resource;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Generates the machine of a description for the stack that {@code -Dnodev} chooses: its assembly, its hypercall table, the
 * classifier of its rules and the class that runs it. Whatever another stack has left in the build folder is deleted first.
 */
@Mojo(
        name = "generate",
        defaultPhase = LifecyclePhase.GENERATE_SOURCES,
        requiresDependencyCollection = ResolutionScope.COMPILE,
        threadSafe = true)
public final class GenerateMojo extends GeneratingMojo {
    /**
     * Leaves this goal out. The folder of the generated sources is compiled all the same.
     *
     * @since 0.1.0
     */
    @Parameter(property = "nodev.generate.skip", defaultValue = "false")
    private boolean skipGenerate;

    /** Made by Maven. */
    public GenerateMojo() {}

    @Override
    boolean skipsGoal() {
        return skipGenerate;
    }

    @Override
    GenerationRequest.Kind kind() {
        return GenerationRequest.Kind.MACHINE;
    }

    @Override
    void register(BuildFolders folders, Architecture architecture) {
        project.addCompileSourceRoot(folders.sources(architecture).toString());
        String directory = folders.resources(architecture).toString();
        boolean known = project.getResources().stream().anyMatch(resource -> directory.equals(resource.getDirectory()));
        if (!known) {
            Resource resource = new Resource();
            resource.setDirectory(directory);
            project.addResource(resource);
        }
    }
}
