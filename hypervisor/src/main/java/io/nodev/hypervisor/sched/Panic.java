package io.nodev.hypervisor.sched;

import io.nodev.hypervisor.MachineHalt;
import io.nodev.hypervisor.console.ConsoleOutput;

/** What a machine does when its hypervisor fails: a message on the console, then the end with exit status 1. */
public final class Panic implements PanicListener {
    private final ConsoleOutput console;
    private final MachineHalt halt;

    /** A panic that writes to the console and then ends the machine. */
    public Panic(ConsoleOutput console, MachineHalt halt) {
        this.console = console;
        this.halt = halt;
    }

    @Override
    public void panicked(String what, Throwable cause) {
        console.line("PANIC: " + what + ": " + cause);
        for (StackTraceElement frame : cause.getStackTrace()) {
            console.line("    at " + frame);
        }
        console.line("Every virtual CPU is stopped.");
        halt.halt(MachineHalt.PANIC);
    }
}
