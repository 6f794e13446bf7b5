package io.nodev.templates.classifier;

import com.palantir.javapoet.CodeBlock;
import io.nodev.common.classifier.Endpoint;
import java.util.ArrayList;
import java.util.List;

/** The statements of one step: its comment and, unless it is skipped, a test and what follows from it. */
final class StepCode {
    private static final int COLUMNS = 120;
    private static final int INDENT = 8;

    private StepCode() {}

    /** The statements of a step in the body of a method. */
    static CodeBlock of(Step step) {
        CodeBlock.Builder code = CodeBlock.builder();
        for (String line : TextWrap.lines(RuleText.comment(step), COLUMNS - INDENT - "// ".length())) {
            code.add("// $L\n", line);
        }
        if (step.verb() == Step.Verb.SKIP) {
            return code.build();
        }
        List<CodeBlock> conditions = conditions(step);
        if (conditions.isEmpty()) {
            return code.add(consequence(step)).build();
        }
        return code.add(opening(conditions))
                .add("$>")
                .add(consequence(step))
                .add("$<}\n")
                .build();
    }

    private static CodeBlock opening(List<CodeBlock> conditions) {
        CodeBlock oneLine = CodeBlock.of("if ($L) {", CodeBlock.join(conditions, " && "));
        if (INDENT + width(oneLine) <= COLUMNS) {
            return CodeBlock.of("$L\n", oneLine);
        }
        CodeBlock others = CodeBlock.join(conditions.subList(1, conditions.size()), "\n&& ");
        return CodeBlock.of("if ($L$>$>\n&& $L) {\n$<$<", conditions.get(0), others);
    }

    /** Columns of a line whose types are imported. */
    private static int width(CodeBlock line) {
        return line.toString()
                .replace(Endpoint.class.getPackageName() + ".", "")
                .length();
    }

    private static CodeBlock consequence(Step step) {
        return switch (step.verb()) {
            case DECIDE -> CodeBlock.of("return $L;\n", endpoint(step.target()));
            case COUNT -> CodeBlock.of("counters.count($L);\n", step.target());
            case SKIP -> throw new IllegalArgumentException("a skipped step has no code: verb=" + step.verb());
        };
    }

    /** The expression for an endpoint in generated code. */
    static CodeBlock endpoint(int endpoint) {
        return switch (endpoint) {
            case Endpoint.PHYSICAL -> CodeBlock.of("$T.PHYSICAL", Endpoint.class);
            case Endpoint.DROP -> CodeBlock.of("$T.DROP", Endpoint.class);
            default -> CodeBlock.of("$L", vifConstant(endpoint));
        };
    }

    /** The name of the constant that holds a vif's number. */
    static String vifConstant(int vif) {
        return "VIF_" + Endpoint.domain(vif) + "_" + Endpoint.index(vif);
    }

    private static List<CodeBlock> conditions(Step step) {
        List<CodeBlock> conditions = new ArrayList<>();
        switch (step.source().kind()) {
            case IS ->
                conditions.add(
                        CodeBlock.of("source == $L", endpoint(step.source().endpoint())));
            case IS_NOT ->
                conditions.add(
                        CodeBlock.of("source != $L", endpoint(step.source().endpoint())));
            case ANY -> {}
        }
        for (HeaderField field : HeaderField.values()) {
            if (field.isTestedBy(step.headers())) {
                conditions.add(field.condition(step.headers()));
            }
        }
        return conditions;
    }
}
