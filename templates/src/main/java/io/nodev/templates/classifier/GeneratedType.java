package io.nodev.templates.classifier;

import javax.lang.model.SourceVersion;

/**
 * The name of a class to write.
 *
 * @param packageName its package, not the unnamed one
 * @param simpleName its simple name
 */
public record GeneratedType(String packageName, String simpleName) {
    /**
     * @throws IllegalArgumentException if a name is not one in Java 17
     */
    public GeneratedType {
        if (!SourceVersion.isName(packageName, SourceVersion.RELEASE_17)) {
            throw new IllegalArgumentException("not a package name: packageName=" + packageName);
        }
        if (!SourceVersion.isIdentifier(simpleName) || SourceVersion.isKeyword(simpleName, SourceVersion.RELEASE_17)) {
            throw new IllegalArgumentException("not a class name: simpleName=" + simpleName);
        }
    }

    /** The path of its source file below a source root, with forward slashes. */
    public String path() {
        return packageName.replace('.', '/') + "/" + simpleName + ".java";
    }
}
