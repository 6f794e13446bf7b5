package io.nodev.hypervisor.console;

import java.util.function.Consumer;

/**
 * A key that makes the hypervisor tell about itself. Its report comes under a head, without anything between the two.
 *
 * @param key what is typed
 * @param description what the list of keys and the head say
 * @param action writes its report; runs on the thread that delivers the input
 * @param later whether the action only asks for the report, which then comes in one piece or several, each under a head
 */
public record DebugKey(char key, String description, Consumer<ConsoleOutput> action, boolean later) {
    /** A key whose action writes the whole report before it returns. */
    public DebugKey(char key, String description, Consumer<ConsoleOutput> action) {
        this(key, description, action, false);
    }

    /** A key whose report others write after the action has returned, each with one {@link ConsoleOutput#print}. */
    public static DebugKey later(char key, String description, Consumer<ConsoleOutput> action) {
        return new DebugKey(key, description, action, true);
    }

    String head() {
        return "(" + key + ") " + description + "\n";
    }
}
