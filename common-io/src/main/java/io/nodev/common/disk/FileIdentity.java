package io.nodev.common.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Which file a path leads to, whatever it is called there: links of either kind lead to the same one. */
public final class FileIdentity {
    private FileIdentity() {}

    /**
     * Equal for two paths exactly if they lead to one file; where the host has no numbers for files, a hard link is another one.
     *
     * @throws IOException if there is no such file
     */
    public static Object of(Path path) throws IOException {
        Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        return key == null ? path.toRealPath() : key;
    }
}
