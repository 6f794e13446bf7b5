package io.nodev.plugin.spec;

import io.nodev.common.machine.Architecture;
import io.nodev.plugin.diagnostic.ProblemCode;
import java.util.Optional;
import java.util.Set;

/**
 * One setting that asks for a stack.
 *
 * @param source where the setting is
 * @param value what it says
 */
record StackRequest(Source source, String value) {
    private static final Set<String> DEVICE_DOMAIN = Set.of("true", "y", "");
    private static final Set<String> LEGACY = Set.of("false", "n");

    /** Where a setting can be. */
    enum Source {
        /** The command line. */
        FLAG(
                "-Dnodev=%s",
                "accepted are -Dnodev, -Dnodev=true, -Dnodev=y, -Dnodev=false and -Dnodev=n",
                "write -Dnodev=true for the device-domain stack, nothing for the legacy stack"),
        /** The environment, which has the values of 2004. */
        ENVIRONMENT(
                "nodev=%s in the environment",
                "accepted are nodev=y, nodev=n and an empty nodev",
                "write nodev=y for the device-domain stack, or unset it"),
        /** The POM. */
        PROJECT(
                "<nodev>%s</nodev> in the POM",
                "accepted are true, y, false, n and nothing",
                "remove it; to make a choice permanent write -Dnodev=true into .mvn/maven.config");

        private final String form;
        private final String accepted;
        private final String fix;

        Source(String form, String accepted, String fix) {
            this.form = form;
            this.accepted = accepted;
            this.fix = fix;
        }
    }

    /** How the setting is written where it is. */
    String shown() {
        return source.form.formatted(value);
    }

    /** The stack asked for, or empty if the value asks for none or is not accepted. */
    Optional<Architecture> architecture() {
        if (source == Source.ENVIRONMENT) {
            return switch (value) {
                case "y" -> Optional.of(Architecture.DEVICE_DOMAIN);
                case "n" -> Optional.of(Architecture.LEGACY);
                default -> Optional.empty();
            };
        }
        if (DEVICE_DOMAIN.contains(value)) {
            return Optional.of(Architecture.DEVICE_DOMAIN);
        }
        return LEGACY.contains(value) ? Optional.of(Architecture.LEGACY) : Optional.empty();
    }

    /** The error, if the value is not accepted. */
    Optional<StackChoice.Problem> problem() {
        boolean silent = source == Source.ENVIRONMENT && value.isEmpty();
        if (silent || architecture().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new StackChoice.Problem(
                ProblemCode.BAD_FLAG, shown() + " is not accepted; " + source.accepted, source.fix));
    }

    /** The error if {@code stack} is not what is asked for. */
    Optional<StackChoice.Problem> disagreement(Architecture stack) {
        return architecture()
                .filter(asked -> asked != stack)
                .map(asked -> new StackChoice.Problem(
                        ProblemCode.FLAG_DISAGREES,
                        shown() + " asks for " + asked.id() + ", but nodev.stack is " + stack.id(),
                        fixOfDisagreement()));
    }

    private String fixOfDisagreement() {
        if (source == Source.PROJECT) {
            return "remove it, since a property of the POM activates no profile; write -Dnodev=true on the command line or"
                    + " into .mvn/maven.config";
        }
        if (source == Source.FLAG && value.isEmpty()) {
            return "write -Dnodev=true; an empty value activates no profile";
        }
        if (source == Source.ENVIRONMENT && value.equals("n")) {
            return "write -Dnodev=false, or unset nodev in the environment";
        }
        return "remove this POM's own <nodev.stack>, which overrides the one the flag's profiles set; or, if the module is"
                + " to keep its stack, add <nodev.pinned>true</nodev.pinned>";
    }
}
