package io.nodev.common.launch;

import io.nodev.hypervisor.console.EmergencyConsole;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Types whatever comes by a stream into a machine's emergency console, as it comes, on a thread of its own. */
final class Keyboard {
    private final InputStream in;
    private final EmergencyConsole console;
    private final CountDownLatch end = new CountDownLatch(1);

    private Keyboard(InputStream in, EmergencyConsole console) {
        this.in = in;
        this.console = console;
    }

    /** Begins to type. The thread does not keep the process alive. */
    static Keyboard connect(InputStream in, EmergencyConsole console) {
        Keyboard keyboard = new Keyboard(in, console);
        Thread typist = new Thread(keyboard::type, "keyboard");
        typist.setDaemon(true);
        typist.start();
        return keyboard;
    }

    private void type() {
        try {
            for (int b = in.read(); b >= 0; b = in.read()) {
                console.type((byte) b);
            }
        } catch (IOException e) {
            console.line("The keyboard is gone: " + e.getMessage());
        } finally {
            end.countDown();
        }
    }

    /** Waits until the stream has ended, but no longer than a time; returns whether it has. An interrupt counts as its end. */
    boolean awaitEnd(long nanos) {
        try {
            return end.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
