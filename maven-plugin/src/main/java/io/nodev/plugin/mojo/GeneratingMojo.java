package io.nodev.plugin.mojo;

import io.nodev.common.machine.Architecture;
import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.SpecException;
import io.nodev.plugin.generate.BuildFolders;
import io.nodev.plugin.generate.GenerationRequest;
import io.nodev.plugin.generate.GenerationResult;
import io.nodev.plugin.generate.Generator;
import io.nodev.plugin.generate.PackageName;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** What the goals share that write sources. */
abstract class GeneratingMojo extends MachineMojo {
    private static final String DERIVED = "derived";

    /**
     * A folder of templates that go before the built-in ones, laid out as those are. Templates are code: whoever writes them
     * decides what is generated.
     *
     * @since 0.1.0
     */
    @Parameter(property = "nodev.templateDirectory")
    File templateDirectory;

    /**
     * The encoding of the project's sources.
     *
     * @since 0.1.0
     */
    @Parameter(property = "encoding", defaultValue = "${project.build.sourceEncoding}")
    String encoding;

    /**
     * {@code derived}: the firewall of a device-domain machine is derived from the description and its rules, though there
     * is a {@code firewall.nft} beside the description. By default that file is used if it is there.
     *
     * @since 0.1.0
     */
    @Parameter(property = "nodev.firewall")
    String firewall;

    /** What this goal generates. */
    abstract GenerationRequest.Kind kind();

    /** Tells Maven where the generated files are. */
    abstract void register(BuildFolders folders, Architecture architecture);

    @Override
    final void skipped() {
        namedArchitecture().ifPresent(architecture -> register(folders(), architecture));
    }

    @Override
    final void run() throws SpecException, IOException, MojoFailureException {
        Architecture architecture = architecture();
        requireStack(architecture);
        BuildFolders folders = folders();
        register(folders, architecture);
        Diagnostics diagnostics = new Diagnostics();
        GenerationRequest request = request(architecture, folders);
        Generator generator = new Generator(request, diagnostics, getLog()::warn);
        GenerationResult result = generator.generate();
        logWarnings(diagnostics);
        generator.notes().forEach(getLog()::info);
        getLog().info(request.description() + ": " + result.words());
    }

    private GenerationRequest request(Architecture architecture, BuildFolders folders) throws MojoFailureException {
        return new GenerationRequest(
                kind(),
                description(),
                architecture,
                folders,
                packageOf(),
                new GenerationRequest.GuestRoots(
                        project.getCompileSourceRoots().stream()
                                .map(Path::of)
                                .filter(root -> !root.startsWith(folders.build()))
                                .toList(),
                        encoding == null ? Charset.defaultCharset() : Charset.forName(encoding)),
                new GenerationRequest.Settings(
                        plugin.getVersion(),
                        Optional.ofNullable(templateDirectory).map(File::toPath),
                        derivesFirewall()));
    }

    private boolean derivesFirewall() throws MojoFailureException {
        boolean derives = DERIVED.equals(firewall);
        if (firewall != null && !derives) {
            throw new MojoFailureException(
                    "'" + firewall + "' is not accepted as a firewall\nfix: write -Dnodev.firewall=" + DERIVED
                            + ", or nothing to use firewall.nft beside the description");
        }
        return derives;
    }

    private PackageName packageOf() throws MojoFailureException {
        try {
            return new PackageName(Optional.ofNullable(packageName), project.getGroupId());
        } catch (IllegalArgumentException e) {
            throw new MojoFailureException("'" + packageName
                    + "' is no package name\nfix: write <packageName> or -Dnodev.package as words of Java"
                    + " with dots between them, as com.example.machine");
        }
    }
}
