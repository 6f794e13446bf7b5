package io.nodev.plugin.generate;

import io.nodev.common.classifier.Classifier;
import io.nodev.common.classifier.RuleCounters;
import io.nodev.templates.GeneratedFile;
import io.nodev.templates.classifier.ClassifierEmitter;
import io.nodev.templates.classifier.ClassifierModel;
import java.util.List;

/** The two forms a generated classifier has. */
enum GeneratedForm {
    CODE(ClassifierEmitter.MOST_CODE_RULES),
    TABLE(0);

    private final ClassifierEmitter emitter;

    GeneratedForm(int codeRules) {
        emitter = new ClassifierEmitter(codeRules);
    }

    GeneratedFile source(ClassifierModel model) {
        return emitter.emit(model);
    }

    /** The classes of all models, compiled by one run of javac. */
    LoadedClasses compile(List<ClassifierModel> models) {
        return LoadedClasses.compile(models.stream().map(this::source).toList());
    }

    /** An instance of a model's class. */
    static Classifier create(LoadedClasses classes, ClassifierModel model, RuleCounters counters) {
        String name = model.type().packageName() + "." + model.type().simpleName();
        return model.needsCounters()
                ? classes.create(name, Classifier.class, RuleCounters.class, counters)
                : classes.create(name, Classifier.class);
    }
}
