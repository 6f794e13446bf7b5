package io.nodev.common.disk;

/**
 * Which VBD of a machine is meant.
 *
 * @param domain id of the domain it belongs to
 * @param device its number there
 */
public record VbdKey(int domain, int device) {
    /** What a message calls it, such as {@code VBD hda1 of domain 2}. */
    @Override
    public String toString() {
        return "VBD " + DeviceNumber.name(device) + " of domain " + domain;
    }
}
