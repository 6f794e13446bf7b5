package io.nodev.plugin.spec;

import io.nodev.plugin.diagnostic.DidYouMean;
import io.nodev.plugin.diagnostic.ProblemCode;
import io.nodev.plugin.diagnostic.SourceLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code vfr} and {@code quirks}. */
final class VfrReader {
    private static final List<String> KEYS = List.of("semantics", "standard-rules", "rules");

    private final Path directory;

    /**
     * @param directory where the description is
     */
    VfrReader(Path directory) {
        this.directory = directory;
    }

    /**
     * @param value the value of {@code vfr}, if it is there
     * @param description where the description begins
     */
    VfrSpec vfr(Optional<YamlValue> value, SourceLocation description) {
        Optional<YamlMap> map = value.flatMap(present -> present.map(KEYS));
        VfrSemantics semantics = map.flatMap(vfr -> vfr.optional("semantics"))
                .flatMap(word -> Scalars.word(word, VfrSemantics.class))
                .orElse(VfrSemantics.AS_BUILT);
        boolean standardRules = map.flatMap(vfr -> vfr.optional("standard-rules"))
                .flatMap(YamlValue::flag)
                .orElse(true);
        Optional<FileSpec> rules =
                map.flatMap(vfr -> vfr.optional("rules")).map(this::named).orElseGet(() -> byDefault(description));
        return new VfrSpec(
                semantics, standardRules, rules, map.map(YamlMap::location).orElse(description));
    }

    private Optional<FileSpec> named(YamlValue value) {
        Optional<FileSpec> rules = Scalars.file(value);
        if (rules.isPresent() && !Files.isRegularFile(rules.get().in(directory))) {
            value.error(
                    ProblemCode.RULES_MISSING,
                    "the rules file '" + rules.get().path() + "' does not exist beside the description",
                    "create it, or remove 'rules' for the standard rules alone");
            return Optional.empty();
        }
        return rules;
    }

    private Optional<FileSpec> byDefault(SourceLocation description) {
        FileSpec rules = new FileSpec(VfrSpec.DEFAULT_RULES, description);
        return Files.isRegularFile(rules.in(directory)) ? Optional.of(rules) : Optional.empty();
    }

    /**
     * @param value the value of {@code quirks}, if it is there
     * @param vfr what gives the preset, and the place if there is no {@code quirks}
     */
    QuirksSpec quirks(Optional<YamlValue> value, VfrSpec vfr, SourceLocation description) {
        Map<Quirk, Boolean> flips = new EnumMap<>(Quirk.class);
        Optional<YamlMap> map = value.flatMap(YamlValue::anyMap);
        map.ifPresent(quirks -> quirks.keys().forEach(name -> flip(quirks, name, flips)));
        return QuirksSpec.of(vfr.semantics(), flips, map.map(YamlMap::location).orElse(description));
    }

    private static void flip(YamlMap map, String name, Map<Quirk, Boolean> flips) {
        Optional<Quirk> quirk = Word.of(Quirk.class, name);
        if (quirk.isEmpty()) {
            List<String> all = Word.all(Quirk.class);
            map.key(name)
                    .error(
                            ProblemCode.UNKNOWN_QUIRK,
                            "there is no quirk '" + name + "'; the quirks are " + String.join(", ", all),
                            DidYouMean.among(all, name)
                                    .map(word -> "write '" + word + "'")
                                    .orElse("remove it"));
            return;
        }
        map.optional(name).flatMap(YamlValue::flag).ifPresent(on -> flips.put(quirk.get(), on));
    }
}
