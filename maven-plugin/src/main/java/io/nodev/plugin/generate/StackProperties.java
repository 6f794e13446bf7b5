package io.nodev.plugin.generate;

import io.nodev.common.machine.Architecture;

/** What says of a jar or a class folder which stack it was built for. */
public final class StackProperties {
    /** Where it is. */
    public static final String PATH = "META-INF/nodev/stack.properties";

    /** Its only key. */
    public static final String ARCHITECTURE = "architecture";

    /** The entry of a jar's manifest that says the same. */
    public static final String MANIFEST_ENTRY = "Nodev-Architecture";

    private StackProperties() {}

    /** The whole file. */
    static String text(Architecture architecture) {
        return ARCHITECTURE + "=" + architecture.id() + "\n";
    }
}
