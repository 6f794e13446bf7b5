package io.nodev.plugin.generate;

import io.nodev.common.machine.Architecture;
import io.nodev.plugin.diagnostic.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** {@link State} as a file. A file that is missing, damaged or of another format is no state. */
final class StateFile {
    /** Raised when a reader of the older one would go wrong. */
    static final int FORMAT = 1;

    private final Path path;

    StateFile(Path path) {
        this.path = path;
    }

    Optional<State> read() throws IOException {
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        try {
            Object root = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(path));
            Map<?, ?> map = (Map<?, ?>) root;
            if (!Integer.valueOf(FORMAT).equals(map.get("format"))) {
                return Optional.empty();
            }
            SortedMap<String, State.Unit> units = new TreeMap<>();
            ((Map<?, ?>) map.get("units")).forEach((name, unit) -> units.put((String) name, unit((Map<?, ?>) unit)));
            return architecture((String) map.get("architecture"))
                    .map(architecture -> new State(architecture, (String) map.get("plugin"), units));
        } catch (YamlEngineException | ClassCastException | NullPointerException damaged) {
            return Optional.empty();
        }
    }

    private static State.Unit unit(Map<?, ?> map) {
        SortedMap<String, String> files = new TreeMap<>();
        ((Map<?, ?>) map.get("files")).forEach((file, digest) -> files.put((String) file, (String) digest));
        return new State.Unit((String) map.get("inputs"), files);
    }

    private static Optional<Architecture> architecture(String id) {
        return Arrays.stream(Architecture.values())
                .filter(architecture -> architecture.id().equals(id))
                .findFirst();
    }

    /** Writes the state whole or not at all. */
    void write(State state) throws IOException {
        Map<String, Object> units = new LinkedHashMap<>();
        state.units().forEach((name, unit) -> {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("inputs", unit.inputs());
            map.put("files", unit.files());
            units.put(name, map);
        });
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("format", FORMAT);
        root.put("architecture", state.architecture().id());
        root.put("plugin", state.pluginVersion());
        root.put("units", units);
        Files.createDirectories(path.getParent());
        Path next = path.resolveSibling(path.getFileName() + ".next");
        Files.writeString(next, JsonText.of(root));
        Files.move(next, path, StandardCopyOption.REPLACE_EXISTING);
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
