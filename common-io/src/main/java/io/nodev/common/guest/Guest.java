package io.nodev.common.guest;

/**
 * A guest: a public class with a public constructor without parameters. All calls come from the domain's virtual CPU,
 * one at a time. An exception out of either method is the crash of that domain alone.
 */
public interface Guest {
    /** Called once, before anything else. Devices may not be connected yet. */
    void start(GuestEnvironment environment);

    /**
     * Called in every turn of the domain: after an event, and again as long as it returns {@code true}. It must return;
     * a guest that waits, waits by returning {@code false}.
     *
     * @param budget above 0; about how many packets to work on before giving way
     * @return whether there is more to do now, without waiting for an event
     */
    boolean run(int budget);
}
