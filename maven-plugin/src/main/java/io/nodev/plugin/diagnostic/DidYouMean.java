package io.nodev.plugin.diagnostic;

import io.nodev.common.text.WordDistance;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word a user probably meant. */
public final class DidYouMean {
    private final int length;
    private final WordDistance distance;

    private DidYouMean(String written) {
        this.length = written.length();
        this.distance = new WordDistance(written);
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
                .min(Comparator.comparingInt(search.distance::to).thenComparing(Comparator.naturalOrder()));
    }

    /** As {@link #among}, but nothing if two words are equally near: where the wrong one would do harm. */
    public static Optional<String> onlyAmong(Collection<String> accepted, String written) {
        Optional<String> nearest = among(accepted, written);
        WordDistance search = new WordDistance(written);
        return nearest.filter(word -> accepted.stream()
                        .filter(other -> search.to(other) <= search.to(word))
                        .count()
                == 1);
    }

    private boolean isNear(String word) {
        int limit = Math.max(1, word.length() / 3);
        return Math.abs(word.length() - length) <= limit && distance.to(word) <= limit;
    }
}
