package io.nodev.plugin.vdisk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One operation on the virtual disks with its parameters, all of them checked by {@link VirtualDiskOperation#read}. */
public final class VirtualDiskRequest {
    private final VirtualDiskOperation operation;
    private final Map<String, String> parameters;

    VirtualDiskRequest(VirtualDiskOperation operation, Map<String, String> parameters) {
        this.operation = operation;
        this.parameters = Map.copyOf(parameters);
    }

    /**
     * Does what is asked for.
     *
     * @return what to show, a line each
     * @throws VirtualDiskException if it cannot be done
     */
    public List<String> run(VirtualDisks disks) throws IOException, VirtualDiskException {
        return switch (operation) {
            case FORMAT -> List.of(format(disks));
            case CREATE -> List.of("virtual disk " + disks.create(number("size", 0), number("expiry", 0)));
            case IMPORT -> List.of("virtual disk " + disks.importFile(path("file"), number("expiry", 0)));
            case LIST -> listing(disks);
            case FREESPACE -> List.of(disks.freeMegabytes() + " MB free");
            default -> change(disks, number("id", 0));
        };
    }

    private List<String> change(VirtualDisks disks, long id) throws IOException, VirtualDiskException {
        switch (operation) {
            case ENLARGE -> disks.enlarge(id, number("size", 0));
            case DELETE -> disks.delete(id);
            case UNDELETE -> disks.undelete(id, number("expiry", 0));
            case EXPIRY -> disks.setExpiry(id, number("expiry", 0));
            case EXPORT -> disks.exportTo(id, path("file"));
            default -> throw new IllegalStateException("no operation on one disk: operation=" + operation);
        }
        return List.of(operation.word() + ": done, virtual disk " + id);
    }

    private long number(String name, long otherwise) {
        String text = parameters.get(name);
        return text == null ? otherwise : Long.parseLong(text);
    }

    private Path path(String name) {
        return Path.of(parameters.get(name));
    }

    private String format(VirtualDisks disks) throws IOException, VirtualDiskException {
        FormattedImage image = disks.format(path("disk"), (int) number("partition", 0), number("extentSize", 64));
        return (image.anew() ? "formatted: " : "formatted before: ") + image.extents() + " extents of "
                + image.extentMegabytes() + " MB";
    }

    private static List<String> listing(VirtualDisks disks) throws IOException, VirtualDiskException {
        List<String> lines = new ArrayList<>(List.of("id    MB          expires"));
        for (VirtualDisk disk : disks.list()) {
            lines.add(String.format(
                    "%-4d  %-10d  %s",
                    disk.id(),
                    disk.megabytes(),
                    disk.expiry().map(Object::toString).orElse("never")));
        }
        return lines;
    }
}
