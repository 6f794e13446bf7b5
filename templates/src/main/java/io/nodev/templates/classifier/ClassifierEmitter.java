package io.nodev.templates.classifier;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.nodev.common.classifier.Classifier;
import io.nodev.common.classifier.PacketFields;
import io.nodev.common.classifier.RuleCounters;
import io.nodev.templates.Banner;
import io.nodev.templates.GeneratedFile;
import io.nodev.templates.escape.OutputLanguage;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Writes a final class that implements {@link Classifier} for the rules and vifs of one machine. Up to a number of rules
 * it is straight-line code, above it a {@link io.nodev.common.classifier.RuleTable}; both answer alike.
 */
public final class ClassifierEmitter {
    /** Rules up to which code is written unless the emitter was told otherwise: about where an index is no slower. */
    public static final int CODE_RULES = 100;

    /** The most rules that can be written as code: a class holds no more comfortably. */
    public static final int MOST_CODE_RULES = 5_000;

    private static final int JAVADOC_COLUMNS = 117;

    /** By name: what is generated may use more of the runtime than the generator, which knows only its classifiers. */
    private static final ClassName GENERATED = ClassName.get("io.nodev.common", "Generated");

    private static final String SPECIAL_LAST =
            "Rules to a vif come before all others, the newest first; then those to the wire or to nowhere, the oldest first.";
    private static final String NEWEST_FIRST = "The newest rule comes first.";

    private final int codeRules;

    /** An emitter that writes code for up to {@link #CODE_RULES} rules. */
    public ClassifierEmitter() {
        this(CODE_RULES);
    }

    /**
     * An emitter with another limit.
     *
     * @param codeRules the most rules that become code, 0 to {@link #MOST_CODE_RULES}
     * @throws IllegalArgumentException if the limit is out of range
     */
    public ClassifierEmitter(int codeRules) {
        if (codeRules < 0 || codeRules > MOST_CODE_RULES) {
            throw new IllegalArgumentException("code holds 0 to 5000 rules: codeRules=" + codeRules);
        }
        this.codeRules = codeRules;
    }

    /** The source file of the model's classifier. */
    public GeneratedFile emit(ClassifierModel model) {
        List<Step> steps = RuleLowering.steps(model);
        TypeSpec.Builder type = TypeSpec.classBuilder(model.type().simpleName())
                .addJavadoc(javadoc(model, steps))
                .addAnnotation(AnnotationSpec.builder(GENERATED)
                        .addMember("value", "$L", OutputLanguage.JAVA_STRING.escape(model.description()))
                        .build())
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addSuperinterface(Classifier.class);
        if (steps.size() <= codeRules) {
            new CodeForm(steps).addTo(type, classify());
        } else {
            new TableForm(steps).addTo(type, classify());
        }
        if (steps.stream().anyMatch(step -> step.verb() == Step.Verb.COUNT)) {
            addCounters(type);
        }
        return new GeneratedFile(model.type().path(), text(model, type.build()));
    }

    private static MethodSpec.Builder classify() {
        return MethodSpec.methodBuilder("classify")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(TypeName.INT)
                .addParameter(PacketFields.class, "fields")
                .addParameter(TypeName.INT, "source");
    }

    private static void addCounters(TypeSpec.Builder type) {
        type.addField(FieldSpec.builder(RuleCounters.class, "counters", Modifier.PRIVATE, Modifier.FINAL)
                .build());
        type.addMethod(MethodSpec.constructorBuilder()
                .addJavadoc("Takes where its counting rules count.\n")
                .addModifiers(Modifier.PUBLIC)
                .addParameter(RuleCounters.class, "counters")
                .addStatement("this.counters = counters")
                .build());
    }

    private static CodeBlock javadoc(ClassifierModel model, List<Step> steps) {
        ClassifierSemantics semantics = model.semantics();
        StringBuilder order =
                new StringBuilder("<p>").append(semantics.oldestSpecialWins() ? SPECIAL_LAST : NEWEST_FIRST);
        int unreached = model.rules().size() - steps.size();
        if (unreached > 0) {
            order.append(" Rules that are never reached, because one decides for every packet: ")
                    .append(unreached)
                    .append('.');
        }
        return CodeBlock.of(
                "Names the destination of a packet by the rules of this machine; the first that matches decides.\n\n$L\n",
                String.join("\n", TextWrap.lines(order.toString(), JAVADOC_COLUMNS)));
    }

    /** JavaPoet leaves a blank before an initializer that begins on the next line; nothing else ends in one. */
    private static String text(ClassifierModel model, TypeSpec type) {
        Banner banner = new Banner(model.description(), "classifier");
        return JavaFile.builder(model.type().packageName(), type)
                .addFileComment("$L", OutputLanguage.COMMENT.escape(banner.text()))
                .indent("    ")
                .skipJavaLangImports(true)
                .build()
                .toString()
                .replace(" = \n", " =\n");
    }
}
