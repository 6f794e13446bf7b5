package io.nodev.templates.classifier;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * Straight-line code in evaluation order. {@code classify} holds the first rules and ends in a call of a method with
 * the next ones, and so on, so that no method is too long for the just-in-time compiler.
 */
final class CodeForm {
    /** Rules in a method: at most 80 bytecodes each, and HotSpot compiles no method of more than 8,000. */
    static final int RULES_PER_METHOD = 100;

    private final List<Step> steps;
    private final boolean counts;

    CodeForm(List<Step> steps) {
        this.steps = steps;
        this.counts = steps.stream().anyMatch(step -> step.verb() == Step.Verb.COUNT);
    }

    void addTo(TypeSpec.Builder type, MethodSpec.Builder classify) {
        addConstants(type);
        classify.addCode(body(0));
        List<MethodSpec> methods = new ArrayList<>();
        for (int first = RULES_PER_METHOD; first < steps.size(); first += RULES_PER_METHOD) {
            methods.add(continuation(first));
        }
        type.addMethod(classify.build());
        type.addMethods(methods);
    }

    private void addConstants(TypeSpec.Builder type) {
        for (int vif : vifs()) {
            type.addField(constant(StepCode.vifConstant(vif), vif));
        }
        for (Protocol protocol : List.of(Protocol.TCP, Protocol.UDP)) {
            if (tested().anyMatch(step -> step.headers().protocol() == protocol)) {
                type.addField(constant(protocol.name(), protocol == Protocol.TCP ? 6 : 17));
            }
        }
    }

    private static FieldSpec constant(String name, int value) {
        return FieldSpec.builder(TypeName.INT, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("$L", value)
                .build();
    }

    private Set<Integer> vifs() {
        Set<Integer> vifs = new TreeSet<>();
        tested().forEach(step -> {
            vifs.add(step.source().endpoint());
            if (step.verb() != Step.Verb.COUNT) {
                vifs.add(step.target());
            }
        });
        vifs.removeIf(endpoint -> !Endpoint.isVif(endpoint));
        return vifs;
    }

    private Stream<Step> tested() {
        return steps.stream().filter(step -> step.verb() != Step.Verb.SKIP);
    }

    private MethodSpec continuation(int first) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name(first))
                .addModifiers(Modifier.PRIVATE)
                .returns(TypeName.INT)
                .addParameter(PacketFields.class, "fields")
                .addParameter(TypeName.INT, "source");
        if (!counts) {
            method.addModifiers(Modifier.STATIC);
        }
        return method.addCode(body(first)).build();
    }

    private CodeBlock body(int first) {
        int end = Math.min(first + RULES_PER_METHOD, steps.size());
        List<Step> part = steps.subList(first, end);
        CodeBlock.Builder code = CodeBlock.builder();
        for (HeaderField field : fieldsOf(part)) {
            code.addStatement("int $1L = fields.$1L()", field.local());
        }
        for (Step step : part) {
            code.add(StepCode.of(step));
        }
        boolean decided = part.stream().anyMatch(Step::decidesAlways);
        return decided ? code.build() : code.add(ending(end)).build();
    }

    private CodeBlock ending(int end) {
        return end < steps.size()
                ? CodeBlock.of("return $L(fields, source);\n", name(end))
                : CodeBlock.of("return $L;\n", StepCode.endpoint(Endpoint.DROP));
    }

    private static Set<HeaderField> fieldsOf(List<Step> part) {
        Set<HeaderField> fields = EnumSet.noneOf(HeaderField.class);
        for (Step step : part) {
            for (HeaderField field : HeaderField.values()) {
                if (step.verb() != Step.Verb.SKIP && field.isTestedBy(step.headers())) {
                    fields.add(field);
                }
            }
        }
        return fields;
    }

    private static String name(int first) {
        return "rulesFrom" + (first + 1);
    }
}
