package io.nodev.devdomain.nft.parse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with a file. */
final class Problems {
    private final String file;
    private final List<NftProblem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    /** Adds a problem; one that only follows from a variable that nobody knows is no second one. */
    void add(Token at, String construct, String message, String advice) {
        if (!at.is(Token.Kind.UNKNOWN)) {
            found.add(new NftProblem(file, at.line(), at.column(), construct, message, advice));
        }
    }

    void add(SyntaxException problem) {
        add(problem.at(), problem.construct(), problem.getMessage(), problem.advice());
    }

    void throwIfAny() throws NftException {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparingInt(NftProblem::line).thenComparingInt(NftProblem::column));
            throw new NftException(found);
        }
    }
}
