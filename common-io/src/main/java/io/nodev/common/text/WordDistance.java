package io.nodev.common.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How far words are from one that a user wrote, in insertions, deletions, substitutions and swaps of neighbours. Case and the
 * choice between {@code -} and {@code _} do not count.
 */
public final class WordDistance {
    private final String written;

    /**
     * @param written what the user wrote
     */
    public WordDistance(String written) {
        this.written = plain(written);
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The words, the nearest first; of equally near ones the first in alphabetical order. */
    public List<String> nearestFirst(Collection<String> words) {
        return words.stream()
                .sorted(Comparator.comparingInt(this::to).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** The optimal string alignment distance; {@code cost[i][j]} is that of the first i and j letters. */
    public int to(String word) {
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
