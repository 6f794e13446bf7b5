package io.nodev.plugin.guest;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Follows names from type to type through the sources, by the scopes of the Java language. */
final class SourceHierarchy {
    private final GuestSources sources;

    SourceHierarchy(GuestSources sources) {
        this.sources = sources;
    }

    /** Whether {@code type} implements the guest interface, itself or by what it inherits. */
    Answer isGuest(SourceType type) {
        return isGuest(type, new HashSet<>());
    }

    private Answer isGuest(SourceType type, Set<String> seen) {
        Answer answer = Answer.NO;
        if (!seen.add(type.name())) {
            return answer;
        }
        for (String written : type.superTypes()) {
            Answer inherited =
                    resolve(written, type).map(name -> isGuest(name, seen)).orElse(Answer.UNKNOWN);
            if (inherited == Answer.YES) {
                return Answer.YES;
            }
            answer = inherited == Answer.UNKNOWN ? Answer.UNKNOWN : answer;
        }
        return answer;
    }

    private Answer isGuest(String name, Set<String> seen) {
        if (name.equals(GuestTraits.GUEST)) {
            return Answer.YES;
        }
        if (name.startsWith("java.")) {
            return Answer.NO;
        }
        return sources.type(name).map(type -> isGuest(type, seen)).orElse(Answer.UNKNOWN);
    }

    /** The canonical name of what {@code written} means in the header of {@code type}, or empty if one cannot see it. */
    private Optional<String> resolve(String written, SourceType type) {
        int dot = written.indexOf('.');
        String head = dot < 0 ? written : written.substring(0, dot);
        String rest = dot < 0 ? "" : written.substring(dot);
        return enclosed(head, type)
                .or(() -> imported(head, type.file().imports()))
                .or(() -> inSources(type.file().inPackage(head)))
                .or(() -> importedOnDemand(head, type.file().imports()))
                .or(() -> ofJavaLang(head))
                .map(name -> name + rest)
                .or(() -> dot < 0 ? Optional.empty() : Optional.of(written));
    }

    private Optional<String> enclosed(String head, SourceType type) {
        Optional<SourceType> scope = Optional.of(type);
        while (scope.isPresent()) {
            SourceType outer = scope.get();
            if (outer.simpleName().equals(head)) {
                return Optional.of(outer.name());
            }
            scope = outer.enclosing();
            Optional<String> member = scope.flatMap(around -> inSources(around.name() + "." + head));
            if (member.isPresent()) {
                return member;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> imported(String head, List<String> imports) {
        return imports.stream().filter(name -> name.endsWith("." + head)).findFirst();
    }

    private Optional<String> importedOnDemand(String head, List<String> imports) {
        return imports.stream()
                .filter(name -> name.endsWith(".*"))
                .map(name -> name.substring(0, name.length() - 1) + head)
                .filter(name ->
                        name.equals(GuestTraits.GUEST) || sources.type(name).isPresent())
                .findFirst();
    }

    private Optional<String> inSources(String name) {
        return sources.type(name).map(SourceType::name);
    }

    private static Optional<String> ofJavaLang(String head) {
        String name = "java.lang." + head;
        try {
            Class.forName(name, false, null);
            return Optional.of(name);
        } catch (ClassNotFoundException | LinkageError none) {
            return Optional.empty();
        }
    }
}
