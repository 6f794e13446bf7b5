package io.nodev.plugin.spec;

import io.nodev.common.disk.DeviceNumber;
import io.nodev.common.machine.VbdMode;
import io.nodev.plugin.diagnostic.ProblemCode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Device and mode of a VBD. Each gives nothing and reports the error if unfit. */
final class VbdWords {
    private static final int MAX_DEVICE = 0xFFFF;
    private static final Map<String, VbdMode> MODES = Map.of(
            "r", VbdMode.READ_ONLY,
            "ro", VbdMode.READ_ONLY,
            "w", VbdMode.READ_WRITE,
            "rw", VbdMode.READ_WRITE);

    private VbdWords() {}

    /** The number a domain knows a VBD by, from a name of Linux's or a number. */
    static Optional<Integer> device(YamlValue value) {
        return value.isText()
                ? value.text().flatMap(text -> device(value, text))
                : value.integer(0, MAX_DEVICE).map(Long::intValue);
    }

    /**
     * @param value what the text is in
     */
    static Optional<Integer> device(YamlValue value, String text) {
        OptionalInt named = DeviceNumber.parse(text);
        if (named.isPresent()) {
            return Optional.of(named.getAsInt());
        }
        if (text.matches("0|[1-9][0-9]{0,4}") && Integer.parseInt(text) <= MAX_DEVICE) {
            return Optional.of(Integer.parseInt(text));
        }
        value.error(
                ProblemCode.BAD_VBD_DEVICE,
                "'" + text
                        + "' is no device of a guest; it must be a name of Linux's, as hda1, sdb or xvda, or a number"
                        + " from 0 to " + MAX_DEVICE,
                "write a name like hdd");
        return Optional.empty();
    }

    /**
     * What a domain may do.
     *
     * @param value what the text is in
     */
    static Optional<VbdMode> mode(YamlValue value, String text) {
        Optional<VbdMode> mode = Optional.ofNullable(MODES.get(text));
        if (mode.isPresent()) {
            return mode;
        }
        if (text.equals("w!") || text.equals("r!")) {
            value.error(
                    ProblemCode.BAD_VBD_MODE,
                    "the mode '" + text
                            + "' is read-only in one stack of 2004, and without check of sharing in the other",
                    "write '" + text.charAt(0) + "', and 'vbd: {expert: 2}' if the disk is shared on purpose");
        } else {
            value.error(
                    ProblemCode.BAD_VBD_MODE,
                    "'" + text + "' is no mode; it must be r, ro, w or rw",
                    "write r to read only, w to read and write");
        }
        return Optional.empty();
    }
}
