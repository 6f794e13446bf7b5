package io.nodev.plugin.spec;

import io.nodev.legacy.vfr.VfrSemantics;
import java.util.List;
import java.util.Optional;

/** Reads {@code vbd}: how much sharing of disks is allowed, and how it is judged. */
final class SharingReader {
    private static final List<String> KEYS = List.of("expert", "semantics");
    private static final Words<VfrSemantics.Preset> PRESETS =
            Words.of(VfrSemantics.Preset.class, VfrSemantics.Preset::key);
    private static final int MAX_EXPERT = 2;

    private SharingReader() {}

    /**
     * @param vbd the value of {@code vbd}, if it is there
     * @param disks every disk of the machine
     */
    static BlockSpec read(Optional<YamlValue> vbd, List<DiskSpec> disks) {
        Optional<YamlMap> map = vbd.flatMap(present -> present.map(KEYS));
        int expert = map.flatMap(entries -> entries.optional("expert"))
                .flatMap(value -> value.integer(0, MAX_EXPERT))
                .map(Long::intValue)
                .orElse(0);
        VfrSemantics.Preset semantics = map.flatMap(entries -> entries.optional("semantics"))
                .flatMap(word -> Scalars.word(word, PRESETS))
                .orElse(VfrSemantics.Preset.AS_BUILT);
        return new BlockSpec(disks, expert, semantics);
    }
}
