package io.nodev.templates.classifier;

import io.nodev.common.classifier.Classifier;
import io.nodev.common.classifier.RuleCounters;
import io.nodev.templates.GeneratedFile;
import io.nodev.templates.harness.InMemoryCompiler;
import io.nodev.templates.harness.MethodSizes;
import java.util.List;
import java.util.Map;

/** A generated classifier, compiled and ready to be asked. */
record Compiled(GeneratedFile source, Map<String, Integer> methodSizes, Classifier classifier) {
    static Compiled of(ClassifierEmitter emitter, ClassifierModel model, RuleCounters counters) {
        GeneratedFile source = emitter.emit(model);
        Map<String, byte[]> classes = InMemoryCompiler.compile(List.of(source), Classifier.class);
        String name = model.type().packageName() + "." + model.type().simpleName();
        return new Compiled(source, MethodSizes.of(classes.get(name)), create(classes, name, model, counters));
    }

    static Compiled of(ClassifierEmitter emitter, ClassifierModel model) {
        return of(emitter, model, RuleCounters.NONE);
    }

    private static Classifier create(
            Map<String, byte[]> classes, String name, ClassifierModel model, RuleCounters counters) {
        try {
            Class<?> type = InMemoryCompiler.loader(classes).loadClass(name);
            return (Classifier)
                    (model.needsCounters()
                            ? type.getConstructor(RuleCounters.class).newInstance(counters)
                            : type.getConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("the generated class has another shape: name=" + name, e);
        }
    }
}
