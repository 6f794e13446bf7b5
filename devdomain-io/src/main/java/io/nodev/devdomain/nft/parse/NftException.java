package io.nodev.devdomain.nft.parse;

import java.util.List;
import java.util.stream.Collectors;

/** A firewall file cannot be taken. Its message has one line for each problem. */
public final class NftException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The problems, as they follow in the file. */
    private final transient List<NftProblem> problems;

    NftException(List<NftProblem> problems) {
        super(problems.stream().map(NftProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** The problems, as they follow in the file; at least one. */
    public List<NftProblem> problems() {
        return problems;
    }
}
