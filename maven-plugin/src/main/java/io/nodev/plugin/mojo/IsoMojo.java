package io.nodev.plugin.mojo;

import io.nodev.plugin.iso.IsoImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Makes an ISO 9660 image of a folder, for a disk with {@code driver: iso}. Names are turned into upper case, dates are left
 * out: the same files always give the same image. To be run before {@code generate}, which reads the image's size.
 */
@Mojo(name = "iso", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class IsoMojo extends AbstractMojo {
    /**
     * The folder whose files and folders the image holds.
     *
     * @since 0.1.0
     */
    @Parameter(property = "nodev.iso.folder", defaultValue = "${project.basedir}/src/main/cd")
    File folder;

    /**
     * The name of the volume: upper-case letters, digits and {@code _}, at most 32 of them.
     *
     * @since 0.1.0
     */
    @Parameter(property = "nodev.iso.volume", defaultValue = "CDROM")
    String volume;

    /**
     * The image to write.
     *
     * @since 0.1.0
     */
    @Parameter(property = "nodev.iso.image", defaultValue = "${project.build.directory}/${project.artifactId}.iso")
    File image;

    /**
     * Leaves every goal of this plugin out.
     *
     * @since 0.1.0
     */
    @Parameter(property = "nodev.skip", defaultValue = "false")
    boolean skip;

    /** Made by Maven. */
    public IsoMojo() {}

    @Override
    public void execute() throws MojoFailureException {
        if (skip) {
            getLog().info("skipped");
            return;
        }
        if (!folder.isDirectory()) {
            throw new MojoFailureException("there is no folder " + folder
                    + " to make an image of\nfix: make it, or name another by -Dnodev.iso.folder=DIR");
        }
        try {
            Files.createDirectories(image.toPath().toAbsolutePath().getParent());
            IsoImage.write(folder.toPath(), volume, image.toPath());
        } catch (IOException e) {
            throw new MojoFailureException("cannot make " + image + ": " + e.getMessage(), e);
        }
    }
}
