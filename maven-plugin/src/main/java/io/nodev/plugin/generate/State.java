package io.nodev.plugin.generate;

import io.nodev.common.machine.Architecture;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was generated in a build folder, and from what.
 *
 * @param architecture the stack
 * @param pluginVersion the generator's version
 * @param units what each description's machine and tests consist of, by kind and description
 */
record State(Architecture architecture, String pluginVersion, SortedMap<String, Unit> units) {
    /** Keeps a copy of the map. */
    State {
        units = Collections.unmodifiableSortedMap(new TreeMap<>(units));
    }

    /**
     * What was generated together.
     *
     * @param inputs digest of everything it depends on
     * @param files digests of the files by their paths below the build folder
     */
    record Unit(String inputs, SortedMap<String, String> files) {
        /** Keeps a copy of the map. */
        Unit {
            files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        }
    }

    static State of(Architecture architecture, String pluginVersion) {
        return new State(architecture, pluginVersion, new TreeMap<>());
    }

    Optional<Unit> unit(String name) {
        return Optional.ofNullable(units.get(name));
    }

    State with(String name, Unit unit) {
        SortedMap<String, Unit> more = new TreeMap<>(units);
        more.put(name, unit);
        return new State(architecture, pluginVersion, more);
    }

    /** The same for another version of the plugin. */
    State withPluginVersion(String version) {
        return new State(architecture, version, units);
    }

    /** Digests of all files, whatever they belong to. */
    Map<String, String> files() {
        Map<String, String> all = new TreeMap<>();
        units.values().forEach(unit -> all.putAll(unit.files()));
        return all;
    }
}
