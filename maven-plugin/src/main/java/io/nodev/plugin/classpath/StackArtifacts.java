package io.nodev.plugin.classpath;

import io.nodev.common.machine.Architecture;
import io.nodev.plugin.diagnostic.ProblemCode;
import io.nodev.plugin.spec.StackChoice;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Holds the stacks among a project's dependencies against the one that was chosen. */
public final class StackArtifacts {
    /** The group of our artifacts. */
    public static final String GROUP = "io.nodev";

    private StackArtifacts() {}

    /** The artifact that brings a stack. */
    public static String artifactOf(Architecture architecture) {
        return "nodev-" + architecture.id();
    }

    /** The stack that an artifact brings, or empty if it brings none. */
    public static Optional<Architecture> stackOf(String groupId, String artifactId) {
        return Arrays.stream(Architecture.values())
                .filter(architecture -> groupId.equals(GROUP) && artifactId.equals(artifactOf(architecture)))
                .findFirst();
    }

    /**
     * What is wrong, or empty if exactly the chosen stack is there.
     *
     * @param found the stacks among the dependencies, without repetition
     */
    public static Optional<StackChoice.Problem> problem(Architecture chosen, List<Architecture> found) {
        if (found.equals(List.of(chosen))) {
            return Optional.empty();
        }
        if (found.isEmpty()) {
            return Optional.of(new StackChoice.Problem(
                    ProblemCode.STACK_MISSING,
                    "no stack is among the dependencies",
                    "add the dependency " + GROUP + ":nodev-${nodev.stack}"));
        }
        String names = String.join(
                " and ", found.stream().map(StackArtifacts::artifactOf).toList());
        return Optional.of(new StackChoice.Problem(
                ProblemCode.STACKS_MIXED,
                "the stack is " + chosen.id() + ", but " + names + (found.size() == 1 ? " is" : " are")
                        + " among the dependencies",
                "depend on " + GROUP
                        + ":nodev-${nodev.stack} alone; mvn dependency:tree shows who brings another stack"));
    }
}
