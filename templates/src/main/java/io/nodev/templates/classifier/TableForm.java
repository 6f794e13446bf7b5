package io.nodev.templates.classifier;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.RuleCounters;
import io.nodev.common.classifier.RuleTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.Modifier;

/** A table: rows of text in string constants, read once when the class is initialised. */
final class TableForm {
    /** Characters in a constant; even at three bytes each it stays below the 65,535 bytes a class file allows. */
    private static final int CHARACTERS_PER_CONSTANT = 8_000;

    private static final int COLUMNS = 120;
    private static final String INDENT = " ".repeat(8);
    private static final String TABLE_LINE = "    private static final RuleTable TABLE = RuleTable.parse(%s);";
    private static final String CALL_LINE = "            RuleTable.parse(%s);";
    private static final String ARGUMENTS_LINE = "            %s);";

    private final List<Step> steps;
    private final boolean counts;

    TableForm(List<Step> steps) {
        this.steps = steps;
        this.counts = steps.stream().anyMatch(step -> step.verb() == Step.Verb.COUNT);
    }

    void addTo(TypeSpec.Builder type, MethodSpec.Builder classify) {
        List<String> names = new ArrayList<>();
        for (int first = 0; first < steps.size(); ) {
            StringBuilder rows = new StringBuilder();
            String name = "RULES_FROM_" + (first + 1);
            while (first < steps.size() && rows.length() < CHARACTERS_PER_CONSTANT) {
                rows.append(INDENT).append(row(steps.get(first++))).append('\n');
            }
            names.add(name);
            type.addField(constant(ClassName.get(String.class), name)
                    .initializer("\"\"\"\n$L$L\"\"\"", rows, INDENT)
                    .build());
        }
        type.addField(constant(ClassName.get(RuleTable.class), "TABLE")
                .initializer(parse(names))
                .build());
        classify.addStatement("return TABLE.classify(fields, source, $L)", counters());
        type.addMethod(classify.build());
    }

    private CodeBlock counters() {
        return counts ? CodeBlock.of("counters") : CodeBlock.of("$T.NONE", RuleCounters.class);
    }

    /** The call that reads the constants, broken where the formatter breaks it: at the last place that suffices. */
    private static CodeBlock parse(List<String> names) {
        String arguments = String.join(", ", names);
        if (TABLE_LINE.formatted(arguments).length() <= COLUMNS) {
            return CodeBlock.of("$T.parse($L)", RuleTable.class, arguments);
        }
        if (CALL_LINE.formatted(arguments).length() <= COLUMNS) {
            return CodeBlock.of("\n$L$T.parse($L)", INDENT, RuleTable.class, arguments);
        }
        if (ARGUMENTS_LINE.formatted(arguments).length() > COLUMNS) {
            arguments = String.join(",\n" + INDENT, names);
        }
        return CodeBlock.of("$T.parse(\n$L$L)", RuleTable.class, INDENT, arguments);
    }

    private static FieldSpec.Builder constant(ClassName type, String name) {
        return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL);
    }

    /** The row of a step and where it comes from. What is safe in a comment is made safe in a text block here. */
    private static String row(Step step) {
        String origin = " # " + inTextBlock(RuleText.origin(step));
        return switch (step.verb()) {
            case DECIDE -> "to " + endpoint(step.target()) + conditions(step) + origin;
            case COUNT -> "count " + step.target() + conditions(step) + origin;
            case SKIP -> "# " + inTextBlock(RuleText.comment(step));
        };
    }

    private static String inTextBlock(String comment) {
        return comment.replace("\"", "\\\"");
    }

    private static String endpoint(int endpoint) {
        return Endpoint.toString(endpoint);
    }

    private static String conditions(Step step) {
        StringBuilder text = new StringBuilder();
        switch (step.source().kind()) {
            case IS -> text.append(" from ").append(endpoint(step.source().endpoint()));
            case IS_NOT ->
                text.append(" unless-from ").append(endpoint(step.source().endpoint()));
            case ANY -> {}
        }
        HeaderMatch headers = step.headers();
        appendUnless(headers.source().isAny(), text, " src " + headers.source());
        appendUnless(headers.destination().isAny(), text, " dst " + headers.destination());
        appendUnless(headers.protocol() == Protocol.ANY, text, " " + protocol(headers.protocol()));
        appendUnless(headers.sourcePort().isAny(), text, " sport " + headers.sourcePort());
        appendUnless(headers.destinationPort().isAny(), text, " dport " + headers.destinationPort());
        return text.toString();
    }

    private static void appendUnless(boolean any, StringBuilder text, String condition) {
        if (!any) {
            text.append(condition);
        }
    }

    private static String protocol(Protocol protocol) {
        return protocol.name().toLowerCase(Locale.ROOT);
    }
}
