package io.nodev.plugin.vdisk;

import io.nodev.plugin.diagnostic.ProblemCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be asked of the virtual disks by words, with the parameters that each operation needs and takes. */
public enum VirtualDiskOperation {
    /** Splits an image. */
    FORMAT("disk", "partition extentSize"),
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

    private static final Map<String, Long> MOST = Map.of(
            "partition",
            128L,
            "extentSize",
            1_048_576L,
            "size",
            1L << 31,
            "expiry",
            4_294_967_295L,
            "id",
            9_007_199_254_740_991L);

    private final Set<String> needed;
    private final Set<String> accepted;

    VirtualDiskOperation(String needed, String optional) {
        this.needed = words(needed);
        this.accepted = words(needed + " " + optional);
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).collect(Collectors.toSet());
    }

    /**
     * Reads what a user asks for.
     *
     * @param word the operation's word, or {@code null} if none was given
     * @param parameters what was given, by the name behind {@code nodev.vd.}
     * @throws VirtualDiskException with every problem at once
     */
    public static VirtualDiskRequest read(String word, Map<String, String> parameters) throws VirtualDiskException {
        Optional<VirtualDiskOperation> known =
                Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
        List<String> problems = new ArrayList<>();
        if (known.isEmpty()) {
            problems.add((word == null ? "no operation is given" : "'" + word + "' is no operation")
                    + "; accepted are "
                    + Arrays.stream(values()).map(VirtualDiskOperation::word).collect(Collectors.joining(", ")));
        }
        known.ifPresent(each -> each.check(parameters.keySet(), problems));
        parameters.forEach((name, value) -> checkRange(name, value, problems));
        if (!problems.isEmpty()) {
            throw new VirtualDiskException(
                    known.isEmpty() ? ProblemCode.BAD_DISK_OPERATION : ProblemCode.BAD_DISK_PARAMETER,
                    String.join("\nerror " + ProblemCode.BAD_DISK_PARAMETER.id() + ": ", problems),
                    "see mvn nodev:help -Ddetail -Dgoal=vd");
        }
        return new VirtualDiskRequest(known.orElseThrow(), parameters);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private void check(Set<String> given, List<String> problems) {
        needed.stream()
                .sorted()
                .filter(name -> !given.contains(name))
                .forEach(name -> problems.add(word() + " needs nodev.vd." + name));
        given.stream()
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
}
