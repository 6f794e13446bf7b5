package io.nodev.hypervisor.hypercall;

import static io.nodev.hypervisor.Errno.EFAULT;
import static io.nodev.hypervisor.Errno.EINVAL;
import static io.nodev.hypervisor.Errno.ENOSYS;
import static io.nodev.hypervisor.Errno.EPERM;
import static io.nodev.hypervisor.Errno.ESRCH;

import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.console.EmergencyConsole;
import io.nodev.hypervisor.domain.Domain;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * {@code dom0_op}: see {@link Dom0OpLayout}. Answers in the order: -EPERM without privilege, -EFAULT, -ENOSYS for an unknown
 * command, -ESRCH for an unknown domain, -EINVAL for a domain that would destroy itself or for a negative number of pages.
 */
public final class Dom0Op implements Hypercall {
    private final Hypervisor hypervisor;
    private final EmergencyConsole console;
    private final ThreadLocal<Arguments> arguments = ThreadLocal.withInitial(() -> new Arguments(Dom0OpLayout.SIZE));

    /** Over one machine. */
    public Dom0Op(Hypervisor hypervisor, EmergencyConsole console) {
        this.hypervisor = hypervisor;
        this.console = console;
    }

    @Override
    public int call(Domain caller, int address, int a2, int a3) {
        if (!caller.isPrivileged()) {
            return -EPERM;
        }
        Arguments copy = arguments.get();
        if (!copy.read(caller, address, Dom0OpLayout.SIZE)) {
            return -EFAULT;
        }
        return switch (copy.getInt(Dom0OpLayout.COMMAND)) {
            case Dom0OpLayout.DESTROY_DOMAIN -> destroy(caller, copy);
            case Dom0OpLayout.GET_DOMAIN_INFO -> info(caller, copy, address);
            case Dom0OpLayout.READ_CONSOLE -> readConsole(caller, copy);
            case Dom0OpLayout.SET_MAX_PAGES -> setMaximum(caller, copy);
            default -> -ENOSYS;
        };
    }

    private Domain domain(Domain caller, Arguments copy) {
        return hypervisor.domains().find(copy.getInt(Dom0OpLayout.DOMAIN), caller);
    }

    private int destroy(Domain caller, Arguments copy) {
        Domain domain = domain(caller, copy);
        if (domain == null) {
            return -ESRCH;
        }
        if (domain == caller) {
            return -EINVAL;
        }
        hypervisor.destroyDomain(domain);
        return 0;
    }

    private int info(Domain caller, Arguments copy, int address) {
        int lowest = copy.getInt(Dom0OpLayout.DOMAIN);
        Domain domain = lowest == Domain.SELF ? caller : hypervisor.domains().findFrom(lowest);
        if (domain == null) {
            return -ESRCH;
        }
        copy.putInt(Dom0OpLayout.DOMAIN, domain.id());
        putName(copy, domain.name());
        copy.putInt(Dom0OpLayout.STATE, domain.isAlive() ? Dom0OpLayout.STATE_ACTIVE : Dom0OpLayout.STATE_STOPPED);
        copy.putInt(Dom0OpLayout.FRAMES, hypervisor.frames().owned(domain.id()));
        copy.putInt(Dom0OpLayout.MOST_PAGES, domain.reservation().maximum());
        copy.putInt(Dom0OpLayout.SHARED_INFO_FRAME, domain.sharedInfoFrame());
        return copy.write(caller, address, Dom0OpLayout.SIZE) ? 0 : -EFAULT;
    }

    private static void putName(Arguments copy, String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(utf8.length, Dom0OpLayout.NAME_SIZE - 1);
        int end = Dom0OpLayout.NAME + Dom0OpLayout.NAME_SIZE;
        Arrays.fill(copy.bytes(), Dom0OpLayout.NAME, end, (byte) 0);
        System.arraycopy(utf8, 0, copy.bytes(), Dom0OpLayout.NAME, length);
    }

    private int readConsole(Domain caller, Arguments copy) {
        int size = copy.getInt(Dom0OpLayout.BUFFER_SIZE);
        int fitting = size < 0 ? EmergencyConsole.PAST_OUTPUT : Math.min(size, EmergencyConsole.PAST_OUTPUT);
        byte[] text = new byte[fitting];
        int length = console.readPastOutput(text);
        if (!caller.memory().copyToGuest(copy.getInt(Dom0OpLayout.BUFFER), text, length)) {
            return -EFAULT;
        }
        if ((copy.getInt(Dom0OpLayout.FLAGS) & Dom0OpLayout.CLEAR) != 0) {
            console.clearPastOutput();
        }
        return length;
    }

    private int setMaximum(Domain caller, Arguments copy) {
        Domain domain = domain(caller, copy);
        if (domain == null) {
            return -ESRCH;
        }
        int pages = copy.getInt(Dom0OpLayout.PAGES);
        if (pages < 0) {
            return -EINVAL;
        }
        domain.reservation().setMaximum(pages);
        return 0;
    }
}
