package io.nodev.plugin.iso;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names as an ISO 9660 image holds them. Source: ECMA-119, sections 7.5 to 7.6 and 10.2. */
final class IsoName {
    private static final Pattern FILE = Pattern.compile("[A-Z0-9_]*(\\.[A-Z0-9_]*)?");
    private static final Pattern DIRECTORY = Pattern.compile("[A-Z0-9_]+");
    private static final Pattern VOLUME = Pattern.compile("[A-Z0-9_]{1,32}");

    /** Characters of name and extension together; the dot between them is none. Source: ECMA-119, section 7.5.1. */
    private static final int MAX_FILE = 30;

    private static final int MAX_DIRECTORY = 31;

    private IsoName() {}

    /**
     * The name of a file with its version, as {@code README.TXT;1}.
     *
     * @throws IOException if the name cannot be held
     */
    static String ofFile(String name) throws IOException {
        String upper = name.toUpperCase(Locale.ROOT);
        int length = upper.replace(".", "").length();
        if (!FILE.matcher(upper).matches() || length > MAX_FILE || length == 0) {
            throw new IOException("an ISO 9660 image cannot hold the name " + name
                    + ": letters, digits and _, 1 to 30 of them, and one dot");
        }
        return upper + (upper.contains(".") ? ";1" : ".;1");
    }

    /**
     * The name of a folder.
     *
     * @throws IOException if the name cannot be held
     */
    static String ofDirectory(String name) throws IOException {
        String upper = name.toUpperCase(Locale.ROOT);
        if (!DIRECTORY.matcher(upper).matches() || upper.length() > MAX_DIRECTORY) {
            throw new IOException("an ISO 9660 image cannot hold a folder of the name " + name
                    + ": letters, digits and _, at most 31 of them");
        }
        return upper;
    }

    /**
     * The name of a volume.
     *
     * @throws IOException if the name cannot be held
     */
    static String ofVolume(String name) throws IOException {
        if (!VOLUME.matcher(name).matches()) {
            throw new IOException(
                    "'" + name + "' is no name of a volume: upper-case letters, digits and _, 1 to 32 of them");
        }
        return name;
    }
}
