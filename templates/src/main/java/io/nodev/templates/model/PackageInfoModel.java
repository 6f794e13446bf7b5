package io.nodev.templates.model;

/**
 * The comment of the package that a machine's classes are generated into.
 *
 * @param packageName the package
 * @param machine the machine's name, as the user wrote it
 * @param architecture {@code legacy-io} or {@code devdomain-io}
 */
public record PackageInfoModel(String packageName, String machine, String architecture) {}
