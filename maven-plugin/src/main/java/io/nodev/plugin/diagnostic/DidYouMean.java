package io.nodev.plugin.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word a user probably meant. */
public final class DidYouMean {
    private final String written;

    private DidYouMean(String written) {
        this.written = plain(written);
    }

    /**
     * The word of {@code accepted} nearest to {@code written}, by insertions, deletions, substitutions and swaps of
     * neighbours, if no more than a third of its letters (at least one) differ. Case and the choice between {@code -} and
     * {@code _} do not count. Of equally near words the first in alphabetical order.
     */
    public static Optional<String> among(Collection<String> accepted, String written) {
        DidYouMean search = new DidYouMean(written);
        return accepted.stream()
                .filter(search::isNear)
                .min(Comparator.comparingInt(search::distance).thenComparing(Comparator.naturalOrder()));
    }

    /** As {@link #among}, but nothing if two words are equally near: where the wrong one would do harm. */
    public static Optional<String> onlyAmong(Collection<String> accepted, String written) {
        Optional<String> nearest = among(accepted, written);
        DidYouMean search = new DidYouMean(written);
        return nearest.filter(word -> accepted.stream()
                        .filter(other -> search.distance(other) <= search.distance(word))
                        .count()
                == 1);
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private boolean isNear(String word) {
        int limit = Math.max(1, word.length() / 3);
        return Math.abs(word.length() - written.length()) <= limit && distance(word) <= limit;
    }

    /** The optimal string alignment distance; {@code cost[i][j]} is that of the first i and j letters. */
    private int distance(String word) {
        String wanted = plain(word);
        int[][] cost = new int[wanted.length() + 1][written.length() + 1];
        for (int i = 0; i <= wanted.length(); i++) {
            for (int j = 0; j <= written.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int substitution = wanted.charAt(i - 1) == written.charAt(j - 1) ? 0 : 1;
                int edit = 1 + Math.min(cost[i - 1][j], cost[i][j - 1]);
                cost[i][j] = Math.min(edit, cost[i - 1][j - 1] + substitution);
                if (i > 1 && j > 1 && isSwap(wanted, i, j)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[wanted.length()][written.length()];
    }

    private boolean isSwap(String wanted, int i, int j) {
        return wanted.charAt(i - 1) == written.charAt(j - 2) && wanted.charAt(i - 2) == written.charAt(j - 1);
    }
}
