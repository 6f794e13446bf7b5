package io.nodev.legacy.vfr;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * How rules are read and decided: one of two presets, with single quirks flipped. What has no switch of its own follows
 * the preset: the grammar's strictness and its defaults, ports, COUNT, and what becomes of a packet that no rule matches.
 *
 * @param preset whose meaning holds where no quirk speaks
 * @param quirks the quirks that are on
 */
public record VfrSemantics(Preset preset, Set<Quirk> quirks) {
    /** The two meanings a rule list can have. */
    public enum Preset {
        /** What the code of April 2004 did. */
        AS_BUILT("as-built"),
        /** What its documentation said. */
        AS_DOCUMENTED("as-documented");

        private final String key;

        Preset(String key) {
            this.key = key;
        }

        /** The name in a machine's description. */
        public String key() {
            return key;
        }

        /** The preset with this {@link #key()}. */
        public static Optional<Preset> of(String key) {
            return AS_BUILT.key.equals(key)
                    ? Optional.of(AS_BUILT)
                    : Optional.of(AS_DOCUMENTED).filter(preset -> preset.key.equals(key));
        }
    }

    /** Bug for bug: every quirk on. */
    public static final VfrSemantics AS_BUILT = new VfrSemantics(Preset.AS_BUILT, EnumSet.allOf(Quirk.class));

    /** Every quirk off. */
    public static final VfrSemantics AS_DOCUMENTED =
            new VfrSemantics(Preset.AS_DOCUMENTED, EnumSet.noneOf(Quirk.class));

    /** Keeps a private copy of the set. */
    public VfrSemantics {
        quirks = Set.copyOf(quirks);
    }

    /** The semantics of a preset with nothing flipped. */
    public static VfrSemantics of(Preset preset) {
        return preset == Preset.AS_BUILT ? AS_BUILT : AS_DOCUMENTED;
    }

    /** Whether the quirk is on. */
    public boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }

    /** These semantics with one quirk on or off. */
    public VfrSemantics with(Quirk quirk, boolean on) {
        EnumSet<Quirk> changed = EnumSet.noneOf(Quirk.class);
        changed.addAll(quirks);
        if (on) {
            changed.add(quirk);
        } else {
            changed.remove(quirk);
        }
        return new VfrSemantics(preset, changed);
    }

    /** Whether what has no quirk of its own is as documented. */
    public boolean isDocumented() {
        return preset == Preset.AS_DOCUMENTED;
    }

    /**
     * Reads one write of rule text.
     *
     * @param write its bytes, a newline at the end included if there was one
     */
    public VfrParsed parse(byte[] write) {
        return isDocumented()
                ? new VfrDocumentedParser(this).parse(new String(write, StandardCharsets.UTF_8))
                : VfrParsed.of(new VfrParser(this).parse(write));
    }

    /** Reads one line of a rules file as the write it becomes: the line and a newline. */
    public VfrParsed parseLine(String line) {
        return parse((line + '\n').getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Whether a packet that no rule matches is dropped whoever sent it. If not, the caller goes on as the hypervisor did:
     * a privileged sender's packet goes to the wire, one from the wire goes to vif 0 of domain 0.
     */
    public boolean dropsUnmatchedForEveryone() {
        return isDocumented();
    }
}
