package io.nodev.tck.vfr;

/** A vector file that does not have the format. The message names the file and the line and says what is wrong there. */
public final class VfrVectorFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    VfrVectorFormatException(String file, int line, String problem) {
        super(file + ":" + line + ": " + problem);
    }
}
