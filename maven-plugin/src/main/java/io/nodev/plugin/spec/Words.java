package io.nodev.plugin.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How the constants of an enum are written in the description. */
final class Words<E extends Enum<E>> {
    private final List<E> constants;
    private final Function<E, String> key;

    private Words(List<E> constants, Function<E, String> key) {
        this.constants = constants;
        this.key = key;
    }

    /**
     * @param key how a constant is written
     */
    static <E extends Enum<E>> Words<E> of(Class<E> type, Function<E, String> key) {
        return new Words<>(Arrays.asList(type.getEnumConstants()), key);
    }

    /** The constant that is written {@code word}, or empty. */
    Optional<E> find(String word) {
        return constants.stream()
                .filter(constant -> key.apply(constant).equals(word))
                .findFirst();
    }

    /** How the constants are written, in their order. */
    List<String> all() {
        return constants.stream().map(key).toList();
    }
}
