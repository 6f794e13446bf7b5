package io.nodev.common.driver;

/** A card's counters since it was made, to be read from any thread. None ever goes back. */
public interface NicStats {
    /** Frames the card took to send. */
    long framesOut();

    /** Bytes of the frames the card took to send. */
    long bytesOut();

    /** Frames that arrived and passed the filter, those dropped afterwards for want of room included. */
    long framesIn();

    /** Bytes of the frames that passed the filter. */
    long bytesIn();

    /** Frames that arrived for somebody else and did not pass the filter. */
    long filtered();

    /** Frames that arrived and were lost for this reason. */
    long dropped(NicDrop reason);
}
