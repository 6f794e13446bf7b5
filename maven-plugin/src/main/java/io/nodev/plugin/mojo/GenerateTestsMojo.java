package io.nodev.plugin.mojo;

import io.nodev.common.machine.Architecture;
import io.nodev.plugin.generate.BuildFolders;
import io.nodev.plugin.generate.GenerationRequest;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Generates the tests of a machine: one for each of its vifs and for each of its rules, and the common suite bound to it. They
 * need {@code io.nodev:nodev-io-tck} and {@code org.junit.jupiter:junit-jupiter} in the scope {@code test}.
 */
@Mojo(
        name = "generate-tests",
        defaultPhase = LifecyclePhase.GENERATE_TEST_SOURCES,
        requiresDependencyCollection = ResolutionScope.TEST,
        threadSafe = true)
public final class GenerateTestsMojo extends GeneratingMojo {
    /**
     * Leaves this goal out. The folder of the generated tests is compiled all the same.
     *
     * @since 0.1.0
     */
    @Parameter(property = "nodev.generate-tests.skip", defaultValue = "false")
    private boolean skipGenerateTests;

    /** Made by Maven. */
    public GenerateTestsMojo() {}

    @Override
    boolean skipsGoal() {
        return skipGenerateTests;
    }

    @Override
    GenerationRequest.Kind kind() {
        return GenerationRequest.Kind.TESTS;
    }

    @Override
    void register(BuildFolders folders, Architecture architecture) {
        project.addTestCompileSourceRoot(folders.testSources(architecture).toString());
    }
}
