package io.nodev.plugin.spec;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** The published JSON Schema of a machine's description. */
public final class MachineSchema {
    private static final String RESOURCE = "/io/nodev/plugin/machine.schema.json";

    private MachineSchema() {}

    /**
     * The schema as it is published, in UTF-8.
     *
     * @throws IOException if the plugin's jar cannot be read
     */
    public static byte[] bytes() throws IOException {
        try (InputStream stream = MachineSchema.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new FileNotFoundException("not packed with the plugin: " + RESOURCE);
            }
            return stream.readAllBytes();
        }
    }
}
