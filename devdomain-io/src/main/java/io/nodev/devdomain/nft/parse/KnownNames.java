package io.nodev.devdomain.nft.parse;

import io.nodev.common.text.WordDistance;
import java.util.Collection;
import java.util.List;

/** What to write instead of a name that nothing has. */
final class KnownNames {
    private static final int MOST = 8;

    private KnownNames() {}

    /** Names those there are, the nearest first, or gives the other advice if there are none. */
    static String advice(Collection<String> known, String written, String otherwise) {
        List<String> nearest = new WordDistance(written).nearestFirst(known);
        return switch (nearest.size()) {
            case 0 -> otherwise;
            case 1 -> "write " + nearest.get(0) + ", the only one there is";
            default -> "write one of " + list(nearest);
        };
    }

    private static String list(List<String> names) {
        int further = names.size() - MOST;
        return String.join(", ", names.subList(0, Math.min(MOST, names.size())))
                + (further > 0 ? " or " + further + " more" : "");
    }
}
