package io.nodev.common.launch;

import io.nodev.common.machine.SchedulerKind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A command line, read. */
record LaunchArguments(
        boolean help,
        boolean waits,
        Optional<Path> capture,
        Optional<Path> out,
        SchedulerKind scheduler,
        OptionalInt restarts,
        Map<String, Path> disks) {
    private static final String CAPTURE = "--capture";
    private static final String OUT = "--out";
    private static final String SCHEDULER = "--scheduler";
    private static final String RESTARTS = "--restarts";
    private static final String DISK = "--disk";
    private static final String WAIT = "--wait";
    private static final String HELP = "--help";
    private static final List<String> WITH_VALUE = List.of(CAPTURE, OUT, SCHEDULER, RESTARTS);

    static LaunchArguments parse(String[] arguments) throws LaunchException {
        Map<String, String> values = new HashMap<>();
        Map<String, Path> disks = new LinkedHashMap<>();
        boolean help = false;
        boolean waits = false;
        Iterator<String> rest = Arrays.asList(arguments).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            if (option.equals(HELP)) {
                help = true;
            } else if (option.equals(WAIT)) {
                waits = true;
            } else if (option.equals(DISK)) {
                takeDisk(value(option, rest), disks);
            } else {
                takeValue(option, rest, values);
            }
        }
        if (waits && values.containsKey(OUT)) {
            throw LaunchException.usage("option --wait does not go with --out, which records one play of the capture");
        }
        return new LaunchArguments(
                help, waits, path(CAPTURE, values), path(OUT, values), scheduler(values), restarts(values), disks);
    }

    private static void takeValue(String option, Iterator<String> rest, Map<String, String> values)
            throws LaunchException {
        if (!WITH_VALUE.contains(option)) {
            throw LaunchException.usage("unknown option: " + option);
        }
        if (values.put(option, value(option, rest)) != null) {
            throw LaunchException.usage("option " + option + " is given twice");
        }
    }

    private static String value(String option, Iterator<String> rest) throws LaunchException {
        if (!rest.hasNext()) {
            throw LaunchException.usage("option " + option + " needs a value");
        }
        return rest.next();
    }

    private static void takeDisk(String text, Map<String, Path> disks) throws LaunchException {
        int end = text.indexOf('=');
        if (end <= 0) {
            throw LaunchException.usage("option " + DISK + " takes NAME=FILE, got: " + text);
        }
        String name = text.substring(0, end);
        if (disks.put(name, path(DISK, text.substring(end + 1))) != null) {
            throw LaunchException.usage("option " + DISK + " names " + name + " twice");
        }
    }

    private static Optional<Path> path(String option, Map<String, String> values) throws LaunchException {
        String text = values.get(option);
        return text == null ? Optional.empty() : Optional.of(path(option, text));
    }

    private static Path path(String option, String text) throws LaunchException {
        try {
            if (!text.isEmpty()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            throw LaunchException.usage("option " + option + " needs a path, got: " + text);
        }
        throw LaunchException.usage("option " + option + " needs a path, got an empty text");
    }

    private static SchedulerKind scheduler(Map<String, String> values) throws LaunchException {
        String wanted = values.getOrDefault(SCHEDULER, SchedulerKind.COOPERATIVE.id());
        for (SchedulerKind kind : SchedulerKind.values()) {
            if (kind.id().equals(wanted)) {
                return kind;
            }
        }
        throw LaunchException.usage("option " + SCHEDULER + " takes cooperative or threaded, got: " + wanted);
    }

    private static OptionalInt restarts(Map<String, String> values) throws LaunchException {
        String wanted = values.get(RESTARTS);
        if (wanted == null) {
            return OptionalInt.empty();
        }
        if (!wanted.matches("[0-9]{1,9}")) {
            throw LaunchException.usage("option " + RESTARTS + " takes 0 to 999999999, got: " + wanted);
        }
        return OptionalInt.of(Integer.parseInt(wanted));
    }

    static String usage(String machine) {
        return """
                usage: java -jar %s.jar [OPTION]...
                Boots the machine, plays a capture through it and shows what every port counted.
                  --capture FILE      play this capture (classic pcap) by the MAC addresses of the machine's ports
                  --out DIR           write what every guest received and every NIC sent to DIR/*.pcap,
                                      and what every port counted to DIR/result.json
                  --disk NAME=FILE    make this image the disk of that name in the description; once for each disk
                  --scheduler NAME    cooperative (default: one thread, repeatable) or threaded (one a domain)
                  --restarts N        start each backend of a device-domain machine again by itself, N times at most, when
                                      it crashes or, with the threaded scheduler, hangs; default: as described, else 0
                  --wait              go on until standard input ends and type it into the emergency console; meanwhile
                                      play the capture again and again, up to 1,000 frames a second. CTRL-a three
                                      times, then h, lists what its keys show. Not together with --out
                  --help              show this and do nothing
                exit status: 0 done; 1 something failed, a domain died, or the capture was damaged; 2 wrong usage
                """.formatted(machine);
    }
}
