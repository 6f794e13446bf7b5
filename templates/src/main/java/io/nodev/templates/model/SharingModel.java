package io.nodev.templates.model;

/**
 * How far the sectors of disks may be shared by VBDs that are added to the running machine.
 *
 * @param origin where it is described, as {@code machine.yaml:20}
 * @param judged the method of {@code SharingPolicy} that judges: {@code asBuilt} or {@code asDocumented}
 * @param level what is allowed, 0 to 2
 * @param stated whether the machine says so: it has disks
 */
public record SharingModel(String origin, String judged, int level, boolean stated) {}
