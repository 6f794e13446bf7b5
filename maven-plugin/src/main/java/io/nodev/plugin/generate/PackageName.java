package io.nodev.plugin.generate;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * The package that a machine is generated into.
 *
 * @param configured the package the user named
 * @param groupId the project's groupId; without a package of its own, a machine has this and its name
 */
public record PackageName(Optional<String> configured, String groupId) {
    /**
     * @throws IllegalArgumentException if the package the user named is none
     */
    public PackageName {
        if (configured.isPresent() && !SourceVersion.isName(configured.get(), SourceVersion.RELEASE_17)) {
            throw new IllegalArgumentException("no package has this name: package=" + configured.get());
        }
    }

    /** The package of the machine {@code name}; what no identifier holds becomes an underscore. */
    public String of(String name) {
        return configured.orElseGet(() -> Arrays.stream((groupId + "." + name).split("\\."))
                .filter(part -> !part.isEmpty())
                .map(PackageName::identifier)
                .collect(Collectors.joining(".")));
    }

    private static String identifier(String part) {
        String plain = part.replaceAll("[^A-Za-z0-9_]", "_");
        if (Character.isDigit(plain.charAt(0))) {
            return "_" + plain;
        }
        return SourceVersion.isName(plain, SourceVersion.RELEASE_17) ? plain : plain + "_";
    }
}
