package io.nodev.plugin.vdisk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Folders whose entries survive a loss of power. */
final class Folders {
    private Folders() {}

    /** Makes a folder, and those above it that are missing; its name is on the disk before this returns. */
    static void make(Path folder) throws IOException {
        Path above = folder.getParent();
        if (above != null && !Files.exists(above)) {
            make(above);
        }
        Files.createDirectories(folder);
        if (above != null) {
            force(above);
        }
    }

    /** Forces the names in a folder to the disk. Does nothing where a folder cannot be opened, as on Windows. */
    static void force(Path folder) throws IOException {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        } catch (AccessDeniedException e) {
            return; // There is no other way to force it.
        }
    }
}
