package io.nodev.devdomain.nft.parse;

/**
 * Why a firewall file cannot be taken, and where.
 *
 * @param file the file's name, as given
 * @param line the line, from 1 on
 * @param column the column, from 1 on
 * @param construct what is written there, as {@code ct state}
 * @param message what is wrong with it, and what can be written instead
 */
public record NftProblem(String file, int line, int column, String construct, String message) {
    /** As compilers write it: {@code firewall.nft:6:11: error: ct state: ...}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": error: " + construct + ": " + message;
    }
}
