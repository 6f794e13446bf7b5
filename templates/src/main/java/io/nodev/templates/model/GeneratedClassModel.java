package io.nodev.templates.model;

import java.util.List;

/**
 * What every generated class begins with.
 *
 * @param packageName its package
 * @param type its simple name
 * @param machine the machine's name, as the user wrote it
 * @param description the machine description, relative to its project, with forward slashes
 * @param imports qualified names of the types imported, in order; before those, members as {@code static ...}
 */
public record GeneratedClassModel(
        String packageName, String type, String machine, String description, List<String> imports) {
    /** Copies the list. */
    public GeneratedClassModel {
        imports = List.copyOf(imports);
    }

    /** Whether members of types are imported. */
    public boolean importsMembers() {
        return !members().isEmpty();
    }

    /** The imports of members, each beginning with {@code static}. */
    public List<String> members() {
        return imports.stream().filter(name -> name.startsWith("static ")).toList();
    }

    /** The imports of types. */
    public List<String> types() {
        return imports.stream().filter(name -> !name.startsWith("static ")).toList();
    }
}
