package io.nodev.plugin.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A constant that has a name in the description. */
public interface Word {
    /** How it is written in the description. */
    String word();

    /** The constant of {@code type} that is written {@code word}, or empty. */
    static <E extends Enum<E> & Word> Optional<E> of(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.word().equals(word))
                .findFirst();
    }

    /** How the constants of {@code type} are written, in their order. */
    static <E extends Enum<E> & Word> List<String> all(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Word::word).toList();
    }
}
