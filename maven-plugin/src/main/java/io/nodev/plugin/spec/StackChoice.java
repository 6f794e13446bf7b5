package io.nodev.plugin.spec;

import io.nodev.common.machine.Architecture;
import io.nodev.plugin.diagnostic.ProblemCode;
import java.util.List;
import java.util.stream.Collectors;

/** Which stack a build has: a pure function of its settings. */
public sealed interface StackChoice {
    /**
     * A stack that every setting agrees with, or that is pinned.
     *
     * @param architecture the stack
     * @param reason what chose it, as part of a sentence: {@code because of -Dnodev=true}
     */
    record Chosen(Architecture architecture, String reason) implements StackChoice {
        /** What a build logs, as {@code stack devdomain-io, because of -Dnodev=true}. */
        public String message() {
            return "stack " + architecture.id() + ", " + reason;
        }
    }

    /**
     * No stack.
     *
     * @param problems everything that is wrong; at least one
     */
    record Refused(List<Problem> problems) implements StackChoice {
        /** Keeps a copy of {@code problems}. */
        public Refused {
            problems = List.copyOf(problems);
        }

        /** Every problem as it is printed, without a line end at the end. */
        public String render() {
            return problems.stream().map(Problem::render).collect(Collectors.joining("\n"));
        }
    }

    /**
     * A setting that is not accepted.
     *
     * @param code its fixed code
     * @param detail what is wrong and what is accepted
     * @param fix what to do about it
     */
    record Problem(ProblemCode code, String detail, String fix) {
        /** The problem as it is printed, without a line end at the end. */
        public String render() {
            return "error " + code.id() + ": " + detail + "\nfix: " + fix;
        }
    }

    /**
     * Chooses the stack. What the flag of the command line says wins over the environment and the POM's property; what is
     * asked for must be what {@code nodev.stack} says, unless the project is pinned. A value that is not accepted is an
     * error wherever it is, also where another setting wins over it.
     */
    static StackChoice of(StackSettings settings) {
        return new StackChooser(settings).choose();
    }
}
