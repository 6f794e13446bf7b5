package io.nodev.templates;

import io.nodev.templates.model.PackageInfoModel;

/** Every template, with the record that holds all it can read. */
public enum TemplateId {
    /** The package comment of a generated machine. */
    PACKAGE_INFO("java/common/package-info.java.ftl", PackageInfoModel.class);

    private final String path;
    private final Class<? extends Record> model;

    TemplateId(String path, Class<? extends Record> model) {
        this.path = path;
        this.model = model;
    }

    /** The template's name: its path among the templates, with forward slashes. */
    public String path() {
        return path;
    }

    /** The record whose components are the variables of the template. */
    public Class<? extends Record> model() {
        return model;
    }
}
