package io.nodev.templates.classifier;

import java.util.Objects;

/**
 * One rule of the list, its words already read.
 *
 * @param origin where it comes from, for the reader of the generated class: {@code vfr.rules:12}, or
 *     {@code standard rule of domain 1, 192.0.2.11}; one line of at most 200 characters
 * @param source where the packet comes from
 * @param destination where it goes; never to where it came from: such a packet does not match
 * @param headers what its headers say
 * @param action what happens to it
 */
public record RuleModel(
        String origin, RuleEndpoint source, RuleEndpoint destination, HeaderMatch headers, RuleAction action) {
    private static final int LONGEST_ORIGIN = 200;

    /**
     * @throws IllegalArgumentException if the origin is empty, too long or not one line
     */
    public RuleModel {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(action, "action");
        if (origin.isBlank() || origin.length() > LONGEST_ORIGIN) {
            throw new IllegalArgumentException("an origin has 1 to 200 characters: origin=" + origin);
        }
        if (origin.lines().count() != 1 || origin.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("an origin is one line without control characters: origin=" + origin);
        }
    }
}
