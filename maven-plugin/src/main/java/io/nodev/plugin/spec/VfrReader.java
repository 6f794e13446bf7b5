package io.nodev.plugin.spec;

import io.nodev.legacy.vfr.Quirk;
import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.plugin.diagnostic.DidYouMean;
import io.nodev.plugin.diagnostic.ProblemCode;
import io.nodev.plugin.diagnostic.SourceLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code vfr} and {@code quirks}. */
final class VfrReader {
    private static final List<String> KEYS = List.of("semantics", "standard-rules", "rules");
    private static final Words<VfrSemantics.Preset> PRESETS =
            Words.of(VfrSemantics.Preset.class, VfrSemantics.Preset::key);
    private static final Words<Quirk> QUIRKS = Words.of(Quirk.class, Quirk::key);

    private final Path directory;

    /**
     * @param directory where the description is
     */
    VfrReader(Path directory) {
        this.directory = directory;
    }

    /**
     * @param vfr the value of {@code vfr}, if it is there
     * @param quirks the value of {@code quirks}, if it is there
     * @param description where the description begins
     */
    VfrSpec read(Optional<YamlValue> vfr, Optional<YamlValue> quirks, SourceLocation description) {
        Optional<YamlMap> map = vfr.flatMap(present -> present.map(KEYS));
        VfrSemantics.Preset preset = map.flatMap(entries -> entries.optional("semantics"))
                .flatMap(word -> Scalars.word(word, PRESETS))
                .orElse(VfrSemantics.Preset.AS_BUILT);
        boolean standardRules = map.flatMap(entries -> entries.optional("standard-rules"))
                .flatMap(YamlValue::flag)
                .orElse(true);
        Optional<FileSpec> rules = map.flatMap(entries -> entries.optional("rules"))
                .map(this::named)
                .orElseGet(() -> byDefault(description));
        return new VfrSpec(
                semantics(preset, quirks),
                standardRules,
                rules,
                map.map(YamlMap::location).orElse(description));
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

    private static VfrSemantics semantics(VfrSemantics.Preset preset, Optional<YamlValue> value) {
        VfrSemantics semantics = VfrSemantics.of(preset);
        Optional<YamlMap> quirks = value.flatMap(YamlValue::anyMap);
        for (String key : quirks.map(YamlMap::keys).orElse(Set.of())) {
            Optional<Quirk> quirk = QUIRKS.find(key);
            Optional<Boolean> on =
                    quirk.flatMap(known -> quirks.get().optional(key).flatMap(YamlValue::flag));
            if (quirk.isEmpty()) {
                unknownQuirk(quirks.get().key(key), key);
            } else if (on.isPresent()) {
                semantics = semantics.with(quirk.get(), on.get());
            }
        }
        return semantics;
    }

    private static void unknownQuirk(YamlValue value, String key) {
        value.error(
                ProblemCode.UNKNOWN_QUIRK,
                "there is no quirk '" + key + "'; the quirks are " + String.join(", ", QUIRKS.all()),
                DidYouMean.among(QUIRKS.all(), key)
                        .map(word -> "write '" + word + "'")
                        .orElse("remove it"));
    }
}
