package io.nodev.plugin.generate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The imports of one generated class. A name is imported once; a second class of the same simple name keeps its package. */
final class Imports {
    private final String packageName;
    private final Map<String, String> qualifiedBySimple = new TreeMap<>();

    /**
     * @param packageName the class's package, whose own types need no import
     * @param siblings simple names of the types generated into it
     */
    Imports(String packageName, List<String> siblings) {
        this.packageName = packageName;
        siblings.forEach(name -> qualifiedBySimple.put(name, packageName + "." + name));
    }

    /** Imports types whose simple names are not to be had by any other. */
    Imports with(Class<?>... types) {
        Arrays.stream(types).forEach(type -> use(type.getName()));
        return this;
    }

    /** Imports types, and methods as {@code static com.example.Type.method}, by their qualified names. */
    Imports with(String... qualifiedNames) {
        Arrays.stream(qualifiedNames).forEach(this::use);
        return this;
    }

    /** Imports a type if its simple name is free, and says how the source names it. */
    String use(String qualifiedName) {
        String simple = qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1);
        if (isOfLanguage(simple)) {
            return qualifiedName;
        }
        String holder = qualifiedBySimple.putIfAbsent(simple, qualifiedName);
        return holder == null || holder.equals(qualifiedName) ? simple : qualifiedName;
    }

    private static boolean isOfLanguage(String simple) {
        try {
            Class.forName("java.lang." + simple, false, null);
            return true;
        } catch (ClassNotFoundException free) {
            return false;
        }
    }

    /** The qualified names to import, in order. */
    List<String> names() {
        return qualifiedBySimple.values().stream()
                .filter(name -> !name.substring(0, name.lastIndexOf('.')).equals(packageName))
                .sorted(Comparator.comparing((String name) -> !name.startsWith("static "))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }
}
