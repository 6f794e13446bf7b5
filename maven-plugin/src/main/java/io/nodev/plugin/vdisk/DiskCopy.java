package io.nodev.plugin.vdisk;

import io.nodev.plugin.diagnostic.ProblemCode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;

/** Moves the content of virtual disks between images and files. An image never changes its size. */
final class DiskCopy {
    private static final int STEP = 1 << 20;

    private DiskCopy() {}

    static Path realImage(Path image) throws IOException, VirtualDiskException {
        if (!Files.isRegularFile(image)) {
            throw unusable("there is no image " + image, "name an image file by -Dnodev.vd.disk=FILE");
        }
        return image.toRealPath();
    }

    /** The size in bytes of a file to import. */
    static long sizeOf(Path file) throws IOException, VirtualDiskException {
        if (!Files.isRegularFile(file) || Files.size(file) == 0) {
            throw unusable("there is no file " + file + ", or it is empty", "name a file by -Dnodev.vd.file=FILE");
        }
        return Files.size(file);
    }

    /** Refuses extents that their images have no room for. */
    static void requireRoom(List<VirtualDiskExtent> extents) throws IOException, VirtualDiskException {
        for (VirtualDiskExtent extent : extents) {
            if (!Files.isRegularFile(extent.image())
                    || Files.size(extent.image()) / 512 < extent.startSector() + extent.sectors()) {
                throw unusable(
                        "the image " + extent.image() + " is gone, or smaller than when it was formatted",
                        "bring it back in its old size");
            }
        }
    }

    /** Writes a file and then zeros, and forces every image. */
    static void fill(List<VirtualDiskExtent> extents, Path file) throws IOException {
        try (FileChannel source = FileChannel.open(file, StandardOpenOption.READ)) {
            long left = source.size();
            for (VirtualDiskExtent extent : extents) {
                try (FileChannel image = FileChannel.open(extent.image(), StandardOpenOption.WRITE)) {
                    long length = extent.sectors() * 512;
                    long data = Math.min(left, length);
                    image.position(extent.startSector() * 512);
                    copy(source, image, data);
                    zeros(image, length - data);
                    left -= data;
                    image.force(true);
                }
            }
        }
    }

    /** Writes the extents to a file beside the target and puts it in the target's place when it is whole. */
    static void save(List<VirtualDiskExtent> extents, Path target, List<Path> ours)
            throws IOException, VirtualDiskException {
        for (Path each : ours) {
            if (Files.exists(target) && Files.exists(each) && Files.isSameFile(each, target)) {
                throw unusable("the file " + target + " holds virtual disks itself", "export to another file");
            }
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw unusable(target + " is no file that can be replaced", "export to another file");
        }
        Path folder = target.toAbsolutePath().getParent();
        Path part = Files.createTempFile(folder, ".nodev", ".part");
        try {
            try (FileChannel sink = FileChannel.open(part, StandardOpenOption.WRITE)) {
                for (VirtualDiskExtent extent : extents) {
                    try (FileChannel image = FileChannel.open(extent.image(), StandardOpenOption.READ)) {
                        image.position(extent.startSector() * 512);
                        copy(image, sink, extent.sectors() * 512);
                    }
                }
                keepPermissions(target, part);
                sink.force(true);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Folders.force(folder);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void keepPermissions(Path target, Path part) throws IOException {
        PosixFileAttributeView replacing = Files.getFileAttributeView(part, PosixFileAttributeView.class);
        if (replacing != null && Files.exists(target)) {
            replacing.setPermissions(Files.getPosixFilePermissions(target));
        }
    }

    private static void copy(FileChannel source, FileChannel sink, long length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(STEP);
        for (long left = length; left > 0; ) {
            buffer.clear().limit((int) Math.min(left, STEP));
            int read = source.read(buffer);
            if (read < 0) {
                throw new EOFException("a file has become shorter while it was read: missing bytes=" + left);
            }
            write(sink, buffer.flip());
            left -= read;
        }
    }

    private static void zeros(FileChannel sink, long length) throws IOException {
        for (long left = length; left > 0; left -= Math.min(left, STEP)) {
            write(sink, ByteBuffer.allocate((int) Math.min(left, STEP)));
        }
    }

    private static void write(FileChannel sink, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            sink.write(bytes);
        }
    }

    private static VirtualDiskException unusable(String detail, String fix) {
        return new VirtualDiskException(ProblemCode.DISK_FILE_UNUSABLE, detail, fix);
    }
}
