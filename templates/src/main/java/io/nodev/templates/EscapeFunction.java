package io.nodev.templates;

import freemarker.template.SimpleScalar;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateScalarModel;
import io.nodev.templates.escape.OutputLanguage;
import io.nodev.templates.escape.UnrepresentableTextException;
import java.util.List;

/** The escaper of one language as a function of one text, for templates. */
final class EscapeFunction implements TemplateMethodModelEx {
    private final OutputLanguage language;

    EscapeFunction(OutputLanguage language) {
        this.language = language;
    }

    @Override
    public TemplateModel exec(@SuppressWarnings("rawtypes") List arguments) throws TemplateModelException {
        if (arguments.size() != 1 || !(arguments.get(0) instanceof TemplateScalarModel text)) {
            throw new TemplateModelException(language.function() + " takes one text");
        }
        try {
            return new SimpleScalar(language.escape(text.getAsString()));
        } catch (UnrepresentableTextException e) {
            throw new TemplateModelException(e.getMessage(), e);
        }
    }
}
