package io.nodev.common.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads what is packed beside a machine's classes. */
public final class MachineResource {
    private MachineResource() {}

    /**
     * The text of a resource, read as UTF-8.
     *
     * @param machine the class that it lies beside
     * @param name its name, without a path
     * @throws IllegalStateException if there is none: the machine was packed without it
     * @throws UncheckedIOException if it cannot be read
     */
    public static String text(Class<?> machine, String name) {
        try (InputStream in = machine.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("a machine's resources are packed beside its classes: class="
                        + machine.getName() + ", name=" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
