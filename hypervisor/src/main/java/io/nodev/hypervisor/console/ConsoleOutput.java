package io.nodev.hypervisor.console;

/** Where text for the console goes. From any thread; each call appears as a whole. */
@FunctionalInterface
public interface ConsoleOutput {
    /** Writes text as it is. */
    void print(String text);

    /** Writes text and a newline. */
    default void line(String text) {
        print(text + "\n");
    }
}
