package io.nodev.plugin.spec;

import io.nodev.plugin.diagnostic.DidYouMean;
import io.nodev.plugin.diagnostic.ProblemCode;
import io.nodev.plugin.diagnostic.SourceLocation;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A map of the description whose keys are checked: none unknown, none twice. */
final class YamlMap {
    private final YamlValue value;
    private final Map<String, YamlValue> entries = new LinkedHashMap<>();
    private final Map<String, YamlValue> keyValues = new LinkedHashMap<>();
    private final Set<String> misspelt = new HashSet<>();

    private YamlMap(YamlValue value) {
        this.value = value;
    }

    /** The map with only the keys of {@code keys}; any other is an error. */
    static YamlMap of(YamlValue value, MappingNode mapping, List<String> keys) {
        YamlMap map = withAnyKeys(value, mapping);
        map.keyValues.forEach((key, keyValue) -> {
            if (!keys.contains(key)) {
                map.unknown(keyValue, key, keys);
            }
        });
        map.entries.keySet().retainAll(keys);
        return map;
    }

    /** The map with whatever keys it has. */
    static YamlMap withAnyKeys(YamlValue value, MappingNode mapping) {
        YamlMap map = new YamlMap(value);
        mapping.getValue().forEach(map::add);
        return map;
    }

    private void add(NodeTuple entry) {
        Node keyNode = entry.getKeyNode();
        if (!(keyNode instanceof ScalarNode scalar)) {
            value.child("a key of " + value.name(), keyNode).text();
            return;
        }
        String key = scalar.getValue();
        YamlValue keyValue = value.child("'" + key + "'", keyNode);
        YamlValue first = keyValues.putIfAbsent(key, keyValue);
        if (first == null) {
            entries.put(key, value.child("'" + key + "'", entry.getValueNode()));
        } else {
            keyValue.error(
                    ProblemCode.DUPLICATE_KEY,
                    "'" + key + "' is written twice; the first time in line "
                            + first.location().line(),
                    "remove one of the two");
        }
    }

    private void unknown(YamlValue keyValue, String key, List<String> keys) {
        Optional<String> meant = DidYouMean.among(keys, key);
        meant.ifPresent(misspelt::add);
        keyValue.error(
                ProblemCode.UNKNOWN_KEY,
                "'" + key + "' is no key of " + value.name() + "; the keys are " + String.join(", ", keys),
                meant.map(word -> "write '" + word + "'").orElse("remove it"));
    }

    /** Where the map begins. */
    SourceLocation location() {
        return value.location();
    }

    /** The keys that are there, in the order of the text. */
    Set<String> keys() {
        return entries.keySet();
    }

    /** The key {@code key} itself. */
    YamlValue key(String key) {
        return keyValues.get(key);
    }

    /** The value of {@code key}, or empty if the map does not have it. */
    Optional<YamlValue> optional(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /**
     * The value of {@code key}; empty, with an error that shows {@code example}, if the map has neither it nor a key that
     * was already taken for a misspelling of it.
     */
    Optional<YamlValue> required(String key, String example) {
        Optional<YamlValue> found = optional(key);
        if (found.isEmpty() && !misspelt.contains(key)) {
            value.error(
                    ProblemCode.MISSING_KEY, value.name() + " has no '" + key + "'", "add a line '" + example + "'");
        }
        return found;
    }
}
