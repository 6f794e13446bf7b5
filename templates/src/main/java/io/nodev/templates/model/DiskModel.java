package io.nodev.templates.model;

/**
 * A disk of a generated machine.
 *
 * @param origin where it is described, as {@code machine.yaml:6}
 * @param method the method that opens it
 * @param name its name
 * @param device number of the whole drive, as {@code 0x1600}
 * @param drive the method of {@code DriveSpec} that says what it is: {@code disk}, {@code readOnlyDisk} or {@code cdrom}
 * @param image its image: a path from the project, or the name of a resource beside the class; the empty text for memory
 * @param packed whether the image is a resource
 * @param sectors its capacity
 */
public record DiskModel(
        String origin,
        String method,
        String name,
        String device,
        String drive,
        String image,
        boolean packed,
        long sectors) {
    /** Whether its sectors are in memory. */
    public boolean memory() {
        return image.isEmpty();
    }
}
