package io.nodev.devdomain.nft.ruleset;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What makes a chain a base chain: the hook it is asked at.
 *
 * @param hook the hook
 * @param devices the interfaces, for a hook of the family {@code netdev}; else none
 * @param priority chains of a hook are asked from the lowest on; of two with the same, the one declared later is first
 * @param drops whether its policy, what becomes of a frame no rule decided, is drop
 */
public record BaseChain(Hook hook, List<String> devices, int priority, boolean drops) {
    /** Keeps an unmodifiable copy. */
    public BaseChain {
        devices = List.copyOf(devices);
    }

    @Override
    public String toString() {
        return "type filter hook " + hook + deviceText() + " priority " + priority + "; policy "
                + (drops ? "drop" : "accept") + ";";
    }

    private String deviceText() {
        if (devices.isEmpty()) {
            return "";
        }
        return devices.size() == 1
                ? " device \"" + devices.get(0) + '"'
                : devices.stream().collect(Collectors.joining("\", \"", " devices = { \"", "\" }"));
    }
}
