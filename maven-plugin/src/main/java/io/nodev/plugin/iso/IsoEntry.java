package io.nodev.plugin.iso;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A file or folder on its way into an image. */
final class IsoEntry {
    private static final int MAX_DEPTH = 8;

    private final Path source;
    private final String name;
    private final List<IsoEntry> children;
    private final long length;
    private int block;

    private IsoEntry(Path source, String name, List<IsoEntry> children, long length) {
        this.source = source;
        this.name = name;
        this.children = children;
        this.length = length;
    }

    /**
     * A folder with all that is in it, by name.
     *
     * @throws IOException if it cannot be read, or something in it cannot be held
     */
    static IsoEntry root(Path folder) throws IOException {
        return directory(folder, "\0", 1);
    }

    private static IsoEntry directory(Path folder, String name, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new IOException("an ISO 9660 image has 8 levels of folders: " + folder + " is in the ninth");
        }
        List<Path> paths;
        try (Stream<Path> listed = Files.list(folder)) {
            paths = listed.toList();
        }
        List<IsoEntry> children = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Path path : paths) {
            String plain = path.getFileName().toString();
            IsoEntry child = Files.isDirectory(path)
                    ? directory(path, IsoName.ofDirectory(plain), depth + 1)
                    : new IsoEntry(path, IsoName.ofFile(plain), List.of(), size(path));
            if (!names.add(child.name)) {
                throw new IOException("two names in " + folder + " are " + child.name + " in an ISO 9660 image");
            }
            children.add(child);
        }
        children.sort(Comparator.comparing(child -> child.name));
        return new IsoEntry(folder, name, List.copyOf(children), directoryLength(children));
    }

    private static long size(Path file) throws IOException {
        long size = Files.size(file);
        if (size > 0xFFFF_FFFFL) {
            throw new IOException("an ISO 9660 image cannot hold a file of 4 GiB: " + file);
        }
        return size;
    }

    private static long directoryLength(List<IsoEntry> children) {
        int at = 2 * DirectoryRecord.length("\0");
        for (IsoEntry child : children) {
            at = DirectoryRecord.place(at, child.name) + DirectoryRecord.length(child.name);
        }
        return (long) blocks(at) * IsoImage.BLOCK;
    }

    static int blocks(long bytes) {
        return Math.toIntExact((bytes + IsoImage.BLOCK - 1) / IsoImage.BLOCK);
    }

    Path source() {
        return source;
    }

    String name() {
        return name;
    }

    /** What is in a folder, by name. */
    List<IsoEntry> children() {
        return children;
    }

    boolean isDirectory() {
        return Files.isDirectory(source);
    }

    /** Bytes of the file, or of the folder's records. */
    long length() {
        return length;
    }

    /** Where it begins, in blocks. */
    int block() {
        return block;
    }

    /** Says where it begins, and gives the first block after it. */
    int moveTo(int first) {
        block = first;
        return first + blocks(length);
    }
}
