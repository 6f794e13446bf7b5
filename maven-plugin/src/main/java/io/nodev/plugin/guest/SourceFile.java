package io.nodev.plugin.guest;

import java.util.List;

/**
 * What the types of one source file share.
 *
 * @param path relative to its source root, with {@code /} between names
 * @param packageName empty for the unnamed package
 * @param imports the names as written, static ones included, {@code *} included
 */
record SourceFile(String path, String packageName, List<String> imports) {
    /** Keeps a copy of {@code imports}. */
    SourceFile {
        imports = List.copyOf(imports);
    }

    /** The canonical name of the top-level type {@code simpleName} of this file's package. */
    String inPackage(String simpleName) {
        return packageName.isEmpty() ? simpleName : packageName + "." + simpleName;
    }
}
