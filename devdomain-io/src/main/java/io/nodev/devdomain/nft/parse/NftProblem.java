package io.nodev.devdomain.nft.parse;

/**
 * Why a firewall file cannot be taken, and where.
 *
 * @param file the file's name, as given
 * @param line the line, from 1 on
 * @param column the column, from 1 on; the end of a file is where its last word ends
 * @param construct what is written there, as {@code ct state}
 * @param message what is wrong with it
 * @param advice what to do about it, as {@code write a port's number, as 80}
 */
public record NftProblem(String file, int line, int column, String construct, String message, String advice) {
    static final String EXPECTED = "expected ";
    static final String WRITE = "write ";

    /** As compilers write it: {@code firewall.nft:6:11: error: ct state: ...}; advice that says the same again is left out. */
    @Override
    public String toString() {
        boolean repeats = message.startsWith(EXPECTED) && advice.equals(WRITE + message.substring(EXPECTED.length()));
        return file + ":" + line + ":" + column + ": error: " + construct + ": " + message
                + (repeats ? "" : "; " + advice);
    }
}
