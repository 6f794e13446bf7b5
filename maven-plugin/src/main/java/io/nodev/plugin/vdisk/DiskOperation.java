package io.nodev.plugin.vdisk;

import io.nodev.plugin.diagnostic.ProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a user asks of the virtual disks by words, read from parameters: all problems of them at once. */
public enum DiskOperation {
    /** Splits an image. */
    FORMAT("disk", "extentSize"),
    /** Makes a disk. */
    CREATE("size", "expiry"),
    /** Adds to a disk. */
    ENLARGE("id size", ""),
    /** Lets a disk expire. */
    DELETE("id", ""),
    /** Brings a disk back. */
    UNDELETE("id", "expiry"),
    /** Sets when a disk expires. */
    EXPIRY("id expiry", ""),
    /** Shows the disks. */
    LIST("", ""),
    /** Shows the free space. */
    FREESPACE("", ""),
    /** Makes a disk from a file. */
    IMPORT("file", "expiry"),
    /** Makes a file from a disk. */
    EXPORT("id file", "");

    private static final Map<String, Long> MOST =
            Map.of("extentSize", 1_048_576L, "size", 1L << 31, "expiry", 4_294_967_295L, "id", 9_007_199_254_740_991L);

    private final Set<String> needed;
    private final Set<String> accepted;

    DiskOperation(String needed, String optional) {
        this.needed = words(needed);
        this.accepted = words(needed + " " + optional);
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).collect(Collectors.toSet());
    }

    /**
     * Reads the parameters and does what they ask for.
     *
     * @param operation the operation's word, or {@code null} if none was given
     * @param parameters what was given, by the name behind {@code nodev.vd.}
     * @return what to show, a line each
     * @throws VirtualDiskException with every problem of the parameters, or the one of the operation
     */
    public static List<String> run(VirtualDisks disks, String operation, Map<String, String> parameters)
            throws IOException, VirtualDiskException {
        Optional<DiskOperation> known = Arrays.stream(values())
                .filter(each -> each.word().equals(operation))
                .findFirst();
        List<String> problems = new ArrayList<>();
        if (known.isEmpty()) {
            problems.add((operation == null ? "no operation is given" : "'" + operation + "' is no operation")
                    + "; accepted are "
                    + Arrays.stream(values()).map(DiskOperation::word).collect(Collectors.joining(", ")));
        }
        known.ifPresent(each -> each.check(parameters, problems));
        parameters.forEach((name, value) -> checkRange(name, value, problems));
        if (!problems.isEmpty()) {
            throw new VirtualDiskException(
                    known.isEmpty() ? ProblemCode.BAD_DISK_OPERATION : ProblemCode.BAD_DISK_PARAMETER,
                    String.join("\nerror " + ProblemCode.BAD_DISK_PARAMETER.id() + ": ", problems),
                    "see mvn nodev:help -Ddetail -Dgoal=vd");
        }
        return known.orElseThrow().perform(disks, parameters);
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private void check(Map<String, String> parameters, List<String> problems) {
        needed.stream()
                .sorted()
                .filter(name -> !parameters.containsKey(name))
                .forEach(name -> problems.add(word() + " needs nodev.vd." + name));
        parameters.keySet().stream()
                .sorted()
                .filter(name -> !accepted.contains(name))
                .forEach(name -> problems.add(word() + " takes no nodev.vd." + name));
    }

    private static void checkRange(String name, String value, List<String> problems) {
        Long most = MOST.get(name);
        long least = name.equals("expiry") ? 0 : 1;
        if (most != null
                && !(value.matches("0|[1-9][0-9]{0,17}")
                        && Long.parseLong(value) >= least
                        && Long.parseLong(value) <= most)) {
            problems.add(
                    "nodev.vd." + name + " is '" + value + "'; accepted are numbers from " + least + " to " + most);
        }
    }

    private List<String> perform(VirtualDisks disks, Map<String, String> given)
            throws IOException, VirtualDiskException {
        long id = Long.parseLong(given.getOrDefault("id", "0"));
        long size = Long.parseLong(given.getOrDefault("size", "0"));
        long expiry = Long.parseLong(given.getOrDefault("expiry", "0"));
        switch (this) {
            case FORMAT:
                FormattedImage image = disks.format(
                        Path.of(given.get("disk")), Long.parseLong(given.getOrDefault("extentSize", "64")));
                return List.of((image.anew() ? "formatted: " : "formatted before: ") + image.extents() + " extents of "
                        + image.extentMegabytes() + " MB");
            case CREATE:
                return List.of("virtual disk " + disks.create(size, expiry));
            case IMPORT:
                return List.of("virtual disk " + disks.importFile(Path.of(given.get("file")), expiry));
            case LIST:
                return listing(disks);
            case FREESPACE:
                return List.of(disks.freeMegabytes() + " MB free");
            case ENLARGE:
                disks.enlarge(id, size);
                break;
            case DELETE:
                disks.delete(id);
                break;
            case UNDELETE:
                disks.undelete(id, expiry);
                break;
            case EXPIRY:
                disks.setExpiry(id, expiry);
                break;
            case EXPORT:
                disks.exportTo(id, Path.of(given.get("file")));
                break;
        }
        return List.of(word() + ": done, virtual disk " + id);
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
