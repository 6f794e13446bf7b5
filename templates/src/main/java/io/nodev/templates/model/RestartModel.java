package io.nodev.templates.model;

/**
 * When backends are started again by themselves.
 *
 * @param origin where it is described, as {@code machine.yaml:20}
 * @param times how often each
 * @param answerNanos how long one that could answer may be silent
 */
public record RestartModel(String origin, int times, long answerNanos) {}
