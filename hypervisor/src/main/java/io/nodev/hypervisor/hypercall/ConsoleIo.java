package io.nodev.hypervisor.hypercall;

import static io.nodev.hypervisor.Errno.EFAULT;
import static io.nodev.hypervisor.Errno.ENOSYS;
import static io.nodev.hypervisor.Errno.EPERM;

import io.nodev.hypervisor.console.EmergencyConsole;
import io.nodev.hypervisor.domain.Domain;
import java.nio.charset.StandardCharsets;

/**
 * {@code console_io(command, count, address)}: for domain 0, whoever else is privileged; others get -EPERM, whatever the
 * command.
 *
 * <p>{@link #WRITE} sends at most 4,095 bytes, up to the first NUL, to the serial outputs and returns how many it took, the
 * rest of a longer text is cut without a word. {@link #READ} returns how many bytes of input it stored, 0 if none waits. A
 * bad address is -EFAULT, a negative count to write too; an unknown command is -ENOSYS. Source: xen/drivers/char/console.c
 * at ddc87ed302, which does not check a negative count.
 */
public final class ConsoleIo implements Hypercall {
    /** Sends text. */
    public static final int WRITE = 0;

    /** Takes input. */
    public static final int READ = 1;

    private static final int MOST = 4095;

    private final EmergencyConsole console;

    /** Over one machine's console. */
    public ConsoleIo(EmergencyConsole console) {
        this.console = console;
    }

    @Override
    public int call(Domain caller, int command, int count, int address) {
        if (caller.id() != 0) {
            return -EPERM;
        }
        return switch (command) {
            case WRITE -> write(caller, count, address);
            case READ -> read(caller, count, address);
            default -> -ENOSYS;
        };
    }

    private int write(Domain caller, int count, int address) {
        if (count < 0) {
            return -EFAULT;
        }
        byte[] bytes = new byte[Math.min(count, MOST)];
        if (!caller.memory().copyFromGuest(address, bytes, bytes.length)) {
            return -EFAULT;
        }
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        console.printSerial(new String(bytes, 0, length, StandardCharsets.UTF_8));
        return bytes.length;
    }

    private int read(Domain caller, int count, int address) {
        byte[] one = new byte[1];
        int[] next = {address};
        int taken = console.readInput(count, b -> {
            one[0] = b;
            return caller.memory().copyToGuest(next[0]++, one, 1);
        });
        return taken == EmergencyConsole.REFUSED ? -EFAULT : taken;
    }
}
