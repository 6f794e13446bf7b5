package io.nodev.tck.harness;

import java.util.List;
import java.util.Random;

/** Something that a guest normally does with what it shares, in two halves, so that a lie fits between them. */
public interface HostileStep {
    /** The word for it, such as {@code transmit}. */
    String name();

    /** One lie in so many changes back and forth while the other side reads. */
    default int oneRaceIn() {
        return 16;
    }

    /** What the other side reads because of it. */
    List<SharedField> fields();

    /**
     * Does it as a correct guest would, up to telling the other side.
     *
     * @return which element of the fields it used
     */
    int prepare(Random random);

    /** Tells the other side. */
    void tell();

    /** Finds its place again after the shared indices were anything. */
    void resync();
}
