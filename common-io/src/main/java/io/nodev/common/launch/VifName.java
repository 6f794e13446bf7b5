package io.nodev.common.launch;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of an interface in reports and files, {@code vif<dom>.<idx>}, taken apart. */
record VifName(int domain, int index) {
    private static final Pattern TEXT = Pattern.compile("vif(\\d{1,5})\\.(\\d{1,3})");

    /** Nothing if it is another name, as a NIC's. */
    static Optional<VifName> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new VifName(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "vif" + domain + "." + index;
    }
}
