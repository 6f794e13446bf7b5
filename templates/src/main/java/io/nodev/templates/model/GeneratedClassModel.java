package io.nodev.templates.model;

import java.util.List;

/**
 * What every generated class begins with.
 *
 * @param packageName its package
 * @param type its simple name
 * @param machine the machine's name, as the user wrote it
 * @param description the machine description, relative to its project, with forward slashes
 * @param imports qualified names of the types imported, in order
 */
public record GeneratedClassModel(
        String packageName, String type, String machine, String description, List<String> imports) {
    /** Copies the list. */
    public GeneratedClassModel {
        imports = List.copyOf(imports);
    }
}
