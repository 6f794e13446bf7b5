package io.nodev.hypervisor.console;

import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.event.Virq;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The console that needs no driver of an architecture: output to a screen and to serial lines, input from one of those.
 *
 * <p>What the hypervisor says goes to every output and into a ring of the last {@value #PAST_OUTPUT} bytes. What is typed
 * goes to the debug keys, to which the end of a line means nothing, or to domain 0; CTRL-a three times in a row switches. Domain 0 reads from a ring of
 * {@value #INPUT} bytes and gets {@link Virq#CONSOLE} only when that was empty; what does not fit is lost. From any thread.
 * Source: xen/drivers/char/console.c and serial.c at ddc87ed302; the banner's architecture and the debug keys of 2004's
 * other parts are ours.
 */
public final class EmergencyConsole implements ConsoleOutput {
    /** Bytes of past output that are kept. */
    public static final int PAST_OUTPUT = OutputRing.SIZE;

    /** Bytes of input that wait for domain 0 at most. */
    public static final int INPUT = InputRing.SIZE;

    /** What {@link #readInput} answers when the taker refused a byte. */
    public static final int REFUSED = -1;

    private final Hypervisor hypervisor;
    private final String architecture;
    private final List<ConsoleOutput> screens = new CopyOnWriteArrayList<>();
    private final List<ConsoleOutput> serials = new CopyOnWriteArrayList<>();
    private final ConcurrentNavigableMap<Character, DebugKey> keys = new ConcurrentSkipListMap<>();
    private final OutputRing past = new OutputRing();
    private final InputRing input = new InputRing();
    private final InputSwitch inputSwitch = new InputSwitch();

    /** Guards what is said. Nothing else is locked under it, so that anybody may say something at any time. */
    private final Object outputLock = new Object();

    /** Guards what is typed; held while a debug key reports. */
    private final Object inputLock = new Object();

    /** Takes bytes of input, one at a time. */
    @FunctionalInterface
    public interface InputTaker {
        /** Takes a byte; on {@code false} it stays in the ring. */
        boolean take(byte b);
    }

    /**
     * A console without outputs whose input goes to the debug keys, of which it has {@code h}, {@code d} and {@code e}.
     *
     * @param architecture what the banner says, {@code legacy-io} or {@code devdomain-io}
     */
    public EmergencyConsole(Hypervisor hypervisor, String architecture) {
        this.hypervisor = hypervisor;
        this.architecture = architecture;
        keys.put('h', new DebugKey('h', "this list", this::help));
        keys.put('d', new DebugKey('d', "domains", new DomainReport(hypervisor)));
        keys.put('e', new DebugKey('e', "event channels", new EventReport(hypervisor)));
    }

    /** Adds an output for what the hypervisor says. */
    public void addScreen(ConsoleOutput output) {
        screens.add(output);
    }

    /** Adds an output for what the hypervisor says and for what domain 0 writes. */
    public void addSerial(ConsoleOutput output) {
        serials.add(output);
    }

    /**
     * Adds a debug key.
     *
     * @throws IllegalArgumentException if the key has a meaning
     */
    public void addDebugKey(DebugKey key) {
        if (keys.putIfAbsent(key.key(), key) != null) {
            throw new IllegalArgumentException("the key has a meaning: key=" + key.key());
        }
    }

    /** Says what was booted. */
    public void banner() {
        line("nodev hypervisor, " + hypervisor.memory().frames() + " frames");
        line("Nodev-Architecture: " + architecture);
    }

    /** Ends the boot: from now on input goes to domain 0. */
    public void endBoot() {
        synchronized (inputLock) {
            if (!inputSwitch.isToDomain()) {
                switchInput();
            }
        }
    }

    /** Says something as the hypervisor: to every output, and kept. */
    @Override
    public void print(String text) {
        synchronized (outputLock) {
            past.append(text);
            screens.forEach(output -> output.print(text));
            serials.forEach(output -> output.print(text));
        }
    }

    /** Passes on what domain 0 says: to the serial outputs only, and not kept. */
    public void printSerial(String text) {
        synchronized (outputLock) {
            serials.forEach(output -> output.print(text));
        }
    }

    /** How many bytes of past output there are. */
    public int pastOutput() {
        synchronized (outputLock) {
            return past.held();
        }
    }

    /** Copies the oldest past output out, which stays; returns how many bytes. */
    public int readPastOutput(byte[] into) {
        synchronized (outputLock) {
            return past.read(into);
        }
    }

    /** Forgets all past output. */
    public void clearPastOutput() {
        synchronized (outputLock) {
            past.clear();
        }
    }

    /** Takes what was typed, one byte a character. */
    public void type(String characters) {
        for (int i = 0; i < characters.length(); i++) {
            type((byte) characters.charAt(i));
        }
    }

    /** Takes a byte that was typed. */
    public void type(byte b) {
        synchronized (inputLock) {
            if (b == InputSwitch.CODE) {
                if (inputSwitch.takeCode()) {
                    switchInput();
                }
                return;
            }
            for (int heldBack = inputSwitch.takeHeldBack(); heldBack > 0; heldBack--) {
                deliver(InputSwitch.CODE);
            }
            deliver(b);
        }
    }

    private void switchInput() {
        inputSwitch.flip();
        line("Input goes to " + (inputSwitch.isToDomain() ? "domain 0" : "the hypervisor")
                + " now; CTRL-a three times switches.");
    }

    private void deliver(byte b) {
        if (inputSwitch.isToDomain()) {
            deliverToDomain(b);
            return;
        }
        DebugKey key = keys.get((char) (b & 0xFF));
        if (key != null) {
            report(key);
        } else if (b != '\n' && b != '\r') {
            line("No such debug key; h lists them.");
        }
    }

    private void report(DebugKey key) {
        if (key.later()) {
            key.action().accept(text -> print(key.head() + text));
            return;
        }
        StringBuilder text = new StringBuilder(key.head());
        key.action().accept(text::append);
        print(text.toString());
    }

    private void deliverToDomain(byte b) {
        boolean wasEmpty = input.isEmpty();
        input.put(b);
        Domain domain = hypervisor.domains().find(0);
        if (wasEmpty && domain != null) {
            hypervisor.events().raise(domain, Virq.CONSOLE);
        }
    }

    /**
     * Hands waiting input to a taker, oldest first.
     *
     * @param most how many bytes at most; fewer than 1 takes none
     * @return bytes taken, or {@link #REFUSED} if the taker refused one; those before it are gone
     */
    public int readInput(int most, InputTaker taker) {
        synchronized (inputLock) {
            int taken = 0;
            while (taken < most && !input.isEmpty()) {
                if (!taker.take(input.peek())) {
                    return REFUSED;
                }
                input.drop();
                taken++;
            }
            return taken;
        }
    }

    private void help(ConsoleOutput output) {
        keys.values().forEach(key -> output.line(" " + key.key() + "  " + key.description()));
    }
}
