package io.nodev.plugin.spec;

import java.util.List;
import java.util.Optional;

/** Reads {@code restart}. */
final class RestartReader {
    private static final List<String> KEYS = List.of("times", "answer-millis");

    private RestartReader() {}

    /** The policy; empty, with an error, if it cannot be read. */
    static Optional<RestartSpec> read(YamlValue value) {
        return value.map(KEYS).flatMap(RestartReader::restart);
    }

    private static Optional<RestartSpec> restart(YamlMap map) {
        Optional<Long> times =
                map.required("times", "times: 3").flatMap(value -> value.integer(0, RestartSpec.MAX_TIMES));
        Optional<Long> answer = map.optional("answer-millis")
                .map(value -> value.integer(1, RestartSpec.MAX_ANSWER_MILLIS))
                .orElse(Optional.of(RestartSpec.DEFAULT_ANSWER_MILLIS));
        return times.flatMap(most -> answer.map(millis -> new RestartSpec(most.intValue(), millis, map.location())));
    }
}
