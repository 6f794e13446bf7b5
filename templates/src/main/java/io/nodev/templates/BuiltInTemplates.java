package io.nodev.templates;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The texts of the built-in templates, for whoever has to know whether they have changed. */
public final class BuiltInTemplates {
    /** What templates include. */
    static final List<String> INCLUDED = List.of(
            "java/common/banner.ftl",
            "java/common/card.ftl",
            "java/common/disk.ftl",
            "java/common/domain.ftl",
            "java/common/head.ftl");

    private BuiltInTemplates() {}

    /** Every template and what it includes, by name. */
    public static SortedMap<String, byte[]> texts() {
        SortedMap<String, byte[]> texts = new TreeMap<>();
        INCLUDED.forEach(name -> texts.put(name, read(name)));
        for (TemplateId template : TemplateId.values()) {
            texts.put(template.path(), read(template.path()));
        }
        return Collections.unmodifiableSortedMap(texts);
    }

    private static byte[] read(String name) {
        try (InputStream in = BuiltInTemplates.class.getResourceAsStream("/io/nodev/templates/" + name)) {
            if (in == null) {
                throw new IllegalStateException("a template is not packed: name=" + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a template: name=" + name, e);
        }
    }
}
