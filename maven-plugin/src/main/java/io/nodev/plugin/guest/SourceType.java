package io.nodev.plugin.guest;

import java.util.List;
import java.util.Optional;

/**
 * A type as its source declares it.
 *
 * @param name its canonical name
 * @param file the file it is in
 * @param line where its declaration begins, counted from 1
 * @param enclosing the type it is a member of
 * @param form what kind of type it is
 * @param isPublic whether it is public, apart from the types around it
 * @param isStatic whether its objects need no object of the enclosing type
 * @param superTypes the types it extends and implements, as written, without type arguments
 * @param isConstructible whether it has a public constructor without parameters, as far as one can see
 */
record SourceType(
        String name,
        SourceFile file,
        long line,
        Optional<SourceType> enclosing,
        GuestTraits.Form form,
        boolean isPublic,
        boolean isStatic,
        List<String> superTypes,
        boolean isConstructible) {
    /** Keeps a copy of {@code superTypes}. */
    SourceType {
        superTypes = List.copyOf(superTypes);
    }

    String simpleName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    boolean isVisible() {
        return isPublic && enclosing.map(SourceType::isVisible).orElse(true);
    }

    boolean isInner() {
        return enclosing.isPresent() && (!isStatic || enclosing.get().isInner());
    }

    String place() {
        return " (" + file.path() + ":" + line + ")";
    }
}
