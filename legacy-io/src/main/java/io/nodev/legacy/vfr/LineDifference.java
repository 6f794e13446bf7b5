package io.nodev.legacy.vfr;

/**
 * A line of rules that the two semantics read differently.
 *
 * @param line the line
 * @param asBuilt what it does as built, in words
 * @param asDocumented what it does as documented, in words, or why it is an error
 */
public record LineDifference(String line, String asBuilt, String asDocumented) {}
