package io.nodev.plugin.classpath;

import io.nodev.plugin.generate.StackProperties;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/**
 * A jar or a class folder.
 *
 * @param name how it is told: the artifact's coordinates, or the folder's name
 * @param module the artifactId of what is to be built anew if it is wrong
 * @param path the jar or the folder; one that is not there says nothing
 */
public record ClassPathEntry(String name, String module, Path path) {
    /**
     * What the entry says of the stack it was built for: its manifest and its {@link StackProperties}, which may differ.
     *
     * @throws IOException if it cannot be read
     */
    public Set<String> architectures() throws IOException {
        if (Files.isDirectory(path)) {
            return ofFolder();
        }
        return Files.isRegularFile(path) ? ofJar() : Set.of();
    }

    private Set<String> ofFolder() throws IOException {
        Path file = path.resolve(StackProperties.PATH);
        if (!Files.isRegularFile(file)) {
            return Set.of();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new TreeSet<>(architecture(in).map(Set::of).orElse(Set.of()));
        }
    }

    private Set<String> ofJar() throws IOException {
        Set<String> found = new TreeSet<>();
        try (JarFile jar = new JarFile(path.toFile())) {
            Optional.ofNullable(jar.getManifest())
                    .map(Manifest::getMainAttributes)
                    .map((Attributes attributes) -> attributes.getValue(StackProperties.MANIFEST_ENTRY))
                    .ifPresent(found::add);
            ZipEntry properties = jar.getEntry(StackProperties.PATH);
            if (properties != null) {
                try (InputStream in = jar.getInputStream(properties)) {
                    architecture(in).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private static Optional<String> architecture(InputStream in) throws IOException {
        Properties properties = new Properties();
        properties.load(in);
        return Optional.ofNullable(properties.getProperty(StackProperties.ARCHITECTURE));
    }
}
