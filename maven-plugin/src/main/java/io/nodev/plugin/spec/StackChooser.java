package io.nodev.plugin.spec;

import io.nodev.common.machine.Architecture;
import io.nodev.plugin.diagnostic.ProblemCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Weighs the settings that have a say in the choice of the stack. */
final class StackChooser {
    private final StackSettings settings;
    private final List<StackChoice.Problem> problems = new ArrayList<>();

    StackChooser(StackSettings settings) {
        this.settings = settings;
    }

    StackChoice choose() {
        Optional<StackRequest> flag = request(StackRequest.Source.FLAG, settings.flag());
        Optional<StackRequest> environment = request(StackRequest.Source.ENVIRONMENT, settings.environment());
        Optional<StackRequest> project = request(StackRequest.Source.PROJECT, settings.projectFlag());
        Stream.of(flag, environment, project)
                .flatMap(Optional::stream)
                .flatMap(request -> request.problem().stream())
                .forEach(problems::add);
        Optional<Architecture> stack = stack();
        boolean pinned = pinned();
        if (!problems.isEmpty()) {
            return new StackChoice.Refused(problems);
        }
        List<StackRequest> requests = flag.map(List::of)
                .orElseGet(() -> Stream.of(environment, project)
                        .flatMap(Optional::stream)
                        .filter(request -> request.architecture().isPresent())
                        .toList());
        return weigh(stack.orElseThrow(), requests, pinned);
    }

    private static Optional<StackRequest> request(StackRequest.Source source, Optional<String> value) {
        return value.map(text -> new StackRequest(source, text));
    }

    private static StackChoice weigh(Architecture stack, List<StackRequest> requests, boolean pinned) {
        List<StackRequest> against = requests.stream()
                .filter(request -> request.disagreement(stack).isPresent())
                .toList();
        if (pinned) {
            String despite =
                    against.isEmpty() ? "" : ", although " + against.get(0).shown() + " asks for the other";
            return new StackChoice.Chosen(stack, "pinned by nodev.pinned" + despite);
        }
        if (!against.isEmpty()) {
            return new StackChoice.Refused(against.stream()
                    .flatMap(request -> request.disagreement(stack).stream())
                    .toList());
        }
        String reason = requests.isEmpty()
                ? "as nodev.stack says"
                : "because of " + requests.get(0).shown();
        return new StackChoice.Chosen(stack, reason);
    }

    private Optional<Architecture> stack() {
        Optional<Architecture> stack = settings.stack().flatMap(StackChooser::stack);
        if (stack.isEmpty()) {
            problems.add(
                    new StackChoice.Problem(
                            ProblemCode.BAD_STACK,
                            settings.stack()
                                            .map(value -> "nodev.stack is '" + value + "'")
                                            .orElse("there is no property nodev.stack")
                                    + "; accepted are legacy-io and devdomain-io",
                            "add <nodev.stack>legacy-io</nodev.stack> to the POM's properties; the flag's profiles set the other"));
        }
        return stack;
    }

    private static Optional<Architecture> stack(String id) {
        return Arrays.stream(Architecture.values())
                .filter(architecture -> architecture.id().equals(id))
                .findFirst();
    }

    private boolean pinned() {
        String value = settings.pinned().orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            problems.add(new StackChoice.Problem(
                    ProblemCode.BAD_PIN,
                    "nodev.pinned is '" + value + "'; accepted are true and false",
                    "write <nodev.pinned>true</nodev.pinned> in a module that keeps its stack whatever the flag says"));
        }
        return value.equals("true");
    }
}
