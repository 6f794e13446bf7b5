package io.nodev.hypervisor.console;

import java.util.function.Consumer;

/**
 * A key that makes the hypervisor tell about itself.
 *
 * @param key what is typed
 * @param description what the list of keys says
 * @param action writes its report; runs on the thread that delivers the input
 */
public record DebugKey(char key, String description, Consumer<ConsoleOutput> action) {}
