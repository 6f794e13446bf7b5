package io.nodev.tck.harness;

/** A block response as it was in its slot. */
public record BlockResponse(int id, int operation, int status) {}
