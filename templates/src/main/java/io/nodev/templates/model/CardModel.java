package io.nodev.templates.model;

/**
 * A NIC of a generated machine.
 *
 * @param origin where it is described, as {@code machine.yaml:4}
 * @param method the method that makes it
 * @param name its interface name
 * @param address its hardware address, as {@code 00:02:b3:9d:1f:aa}
 * @param promiscuous whether it passes frames for others
 * @param type {@code CaptureCard}, {@code DummyCard} or {@code WireCard}
 */
public record CardModel(String origin, String method, String name, String address, boolean promiscuous, String type) {
    /** Whether it plays a capture. */
    public boolean capture() {
        return type.equals("CaptureCard");
    }

    /** Whether it is on a wire in memory. */
    public boolean wire() {
        return type.equals("WireCard");
    }

    /** Whether it has no wire. */
    public boolean dummy() {
        return type.equals("DummyCard");
    }
}
