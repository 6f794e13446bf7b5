package io.nodev.common.capture;

/**
 * Why a capture could not be read to its end.
 *
 * @param file name of the file
 * @param offset of the first byte that is wrong, or that is missing
 * @param problem what is wrong with it
 */
public record PcapDamage(String file, long offset, String problem) {
    /** File, offset and problem in one line. */
    @Override
    public String toString() {
        return file + ": byte " + offset + ": " + problem;
    }
}
