package io.nodev.templates;

import freemarker.template.Configuration;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;

/** The variables of one rendering: the banner, and the components of the model under their own names. */
final class TemplateVariables implements TemplateHashModel {
    private final TemplateModel banner;
    private final TemplateHashModel components;

    TemplateVariables(Configuration configuration, Rendering rendering) throws TemplateModelException {
        this.banner = configuration.getObjectWrapper().wrap(rendering.banner().text());
        this.components = (TemplateHashModel) configuration.getObjectWrapper().wrap(rendering.model());
    }

    @Override
    public TemplateModel get(String name) throws TemplateModelException {
        return name.equals("banner") ? banner : components.get(name);
    }

    @Override
    public boolean isEmpty() {
        return false;
    }
}
