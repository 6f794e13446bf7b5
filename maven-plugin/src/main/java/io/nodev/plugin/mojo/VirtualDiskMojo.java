package io.nodev.plugin.mojo;

import io.nodev.plugin.vdisk.VirtualDiskException;
import io.nodev.plugin.vdisk.VirtualDiskOperation;
import io.nodev.plugin.vdisk.VirtualDisks;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Keeps virtual disks: images are formatted into extents, and disks are made of extents. Needs no project. SQLite's native
 * library is unpacked to the folder {@code -Dorg.sqlite.tmpdir}, by default that of temporary files.
 */
@Mojo(name = "vd", requiresProject = false, aggregator = true, threadSafe = true)
public final class VirtualDiskMojo extends AbstractMojo {
    /** The build. */
    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    /**
     * What to do: {@code format} (disk, partition, extentSize), {@code create} (size, expiry), {@code enlarge} (id, size), {@code delete}
     * (id), {@code undelete} (id, expiry), {@code expiry} (id, expiry), {@code list}, {@code freespace}, {@code import} (file,
     * expiry) or {@code export} (id, file).
     *
     * @since 0.1.0
     */
    @Parameter(property = "nodev.vd")
    private String operation;

    /**
     * The database. By default {@code .nodev/vdisks.sqlite} in the folder of the project that Maven was called for.
     *
     * @since 0.1.0
     */
    @Parameter(property = "nodev.vd.database")
    private File database;

    /**
     * The image file to format.
     *
     * @since 0.1.0
     */
    @Parameter(property = "nodev.vd.disk")
    private File disk;

    /**
     * The partition of the image to format, by its number in the image's MBR or GPT, from 1; the whole image if not given. A
     * whole image and one of its partitions cannot both be formatted.
     *
     * @since 0.1.0
     */
    @Parameter(property = "nodev.vd.partition")
    private String partition;

    /**
     * The size of an extent in megabytes of 1,048,576 bytes; 64 if not given.
     *
     * @since 0.1.0
     */
    @Parameter(property = "nodev.vd.extentSize")
    private String extentSize;

    /**
     * The size of a new disk, or what is added to one, in megabytes.
     *
     * @since 0.1.0
     */
    @Parameter(property = "nodev.vd.size")
    private String size;

    /**
     * Seconds from now until the disk expires; 0 for never, also if not given.
     *
     * @since 0.1.0
     */
    @Parameter(property = "nodev.vd.expiry")
    private String expiry;

    /**
     * The number of the disk.
     *
     * @since 0.1.0
     */
    @Parameter(property = "nodev.vd.id")
    private String id;

    /**
     * The file to import or to export to.
     *
     * @since 0.1.0
     */
    @Parameter(property = "nodev.vd.file")
    private File file;

    /**
     * Leaves every goal of this plugin out.
     *
     * @since 0.1.0
     */
    @Parameter(property = "nodev.skip", defaultValue = "false")
    private boolean skip;

    /** Made by Maven. */
    public VirtualDiskMojo() {}

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("skipped");
            return;
        }
        Path path = database == null
                ? Path.of(session.getExecutionRootDirectory(), VirtualDisks.DEFAULT_DATABASE)
                : database.toPath();
        try {
            VirtualDiskOperation.read(operation, parameters())
                    .run(new VirtualDisks(path))
                    .forEach(getLog()::info);
        } catch (VirtualDiskException e) {
            throw new MojoFailureException(e.getMessage(), e);
        } catch (IOException e) {
            throw new MojoExecutionException("a file cannot be read or written: " + e, e);
        }
    }

    private Map<String, String> parameters() {
        Map<String, String> given = new LinkedHashMap<>();
        put(given, "disk", disk);
        put(given, "partition", partition);
        put(given, "extentSize", extentSize);
        put(given, "size", size);
        put(given, "expiry", expiry);
        put(given, "id", id);
        put(given, "file", file);
        return given;
    }

    private static void put(Map<String, String> given, String name, Object value) {
        if (value != null) {
            given.put(name, value.toString());
        }
    }
}
