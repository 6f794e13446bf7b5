package io.nodev.plugin.spec;

import io.nodev.common.packet.Ipv4Address;
import io.nodev.common.packet.MacAddress;
import io.nodev.plugin.diagnostic.DidYouMean;
import io.nodev.plugin.diagnostic.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The forms of text that more than one part of the description has. Each gives nothing and reports the error if unfit. */
final class Scalars {
    private static final Pattern MAC = Pattern.compile("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}");

    private Scalars() {}

    /** The hardware address of one station. */
    static Optional<MacAddress> mac(YamlValue value) {
        Optional<String> text = value.text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!MAC.matcher(text.get()).matches()) {
            value.error(
                    ProblemCode.BAD_MAC,
                    "'" + text.get() + "' is no MAC address; it must be six two-digit hexadecimal octets with colons",
                    "write it as aa:00:00:00:00:0b");
            return Optional.empty();
        }
        MacAddress mac = MacAddress.parse(text.get());
        if (mac.isGroup()) {
            value.error(
                    ProblemCode.BAD_MAC,
                    "'" + text.get() + "' is a group address; it must be the address of one station",
                    "write an address whose first octet is even");
            return Optional.empty();
        }
        return Optional.of(mac);
    }

    /** The IPv4 address of one host. */
    static Optional<Integer> address(YamlValue value) {
        Optional<String> text = value.text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int address;
        try {
            address = Ipv4Address.parse(text.get());
        } catch (IllegalArgumentException malformed) {
            value.error(
                    ProblemCode.BAD_ADDRESS,
                    "'" + text.get() + "' is no IPv4 address; it must be four numbers from 0 to 255 with dots",
                    "write it as 192.0.2.11, without a mask");
            return Optional.empty();
        }
        int first = address >>> 24;
        if (first == 0 || first == 127 || first >= 224) {
            value.error(
                    ProblemCode.BAD_ADDRESS,
                    "'" + text.get() + "' is no address of one host; 0/8, 127/8 and 224/3 are not",
                    "write the address that the guest has on its network");
            return Optional.empty();
        }
        return Optional.of(address);
    }

    /** One of the constants of {@code words}. */
    static <E extends Enum<E>> Optional<E> word(YamlValue value, Words<E> words) {
        Optional<String> text = value.text();
        Optional<E> found = text.flatMap(words::find);
        if (text.isPresent() && found.isEmpty()) {
            List<String> all = words.all();
            value.error(
                    ProblemCode.UNKNOWN_WORD,
                    value.name() + " is '" + text.get() + "'; it must be one of " + String.join(", ", all),
                    "write '" + DidYouMean.among(all, text.get()).orElse(all.get(0)) + "'");
        }
        return found;
    }

    /** A path relative to the description. */
    static Optional<FileSpec> file(YamlValue value) {
        return value.text().flatMap(path -> file(value, path));
    }

    /**
     * A path relative to the description.
     *
     * @param value what the path is in
     */
    static Optional<FileSpec> file(YamlValue value, String path) {
        if (path.isBlank() || path.startsWith("/") || path.matches("[A-Za-z]:.*") || hasBadCharacter(path)) {
            value.error(
                    ProblemCode.BAD_PATH,
                    value.name() + " is '" + path
                            + "'; it must be a path relative to the description with / between names",
                    "put the file beside the description and write its name");
            return Optional.empty();
        }
        return Optional.of(new FileSpec(path, value.location()));
    }

    private static boolean hasBadCharacter(String path) {
        return path.chars().anyMatch(c -> c == '\\' || Character.isISOControl(c));
    }
}
