package io.nodev.hypervisor.hypercall;

import static io.nodev.hypervisor.Errno.EFAULT;
import static io.nodev.hypervisor.Errno.ENOSYS;

import io.nodev.hypervisor.console.ConsoleOutput;
import io.nodev.hypervisor.domain.Domain;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * {@code console_write(address, count)}, deprecated. In a production build it warns once for each domain and answers
 * -ENOSYS, the first time too, without reading the argument. In a debug build it prints at most 256 bytes, each line after
 * the caller's label, drops all that is not printable ASCII and answers 0, or -EFAULT. Source: xen/common/kernel.c at
 * ddc87ed302.
 */
final class ConsoleWrite implements Hypercall {
    private static final int MOST = 256;

    private final ConsoleOutput console;
    private final HypervisorBuild build;
    private final Set<Domain> warned = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    ConsoleWrite(ConsoleOutput console, HypervisorBuild build) {
        this.console = console;
        this.build = build;
    }

    @Override
    public int call(Domain caller, int address, int count, int a3) {
        return build == HypervisorBuild.DEBUG ? print(caller, address, count) : refuse(caller);
    }

    private int refuse(Domain caller) {
        if (warned.add(caller)) {
            console.line("DOM" + caller.id() + ": uses console_write, which is deprecated and does nothing here");
        }
        return -ENOSYS;
    }

    private int print(Domain caller, int address, int count) {
        byte[] bytes = new byte[Math.min(Math.max(count, 0), MOST)];
        if (count < 0 || !caller.memory().copyFromGuest(address, bytes, bytes.length)) {
            return -EFAULT;
        }
        StringBuilder line = new StringBuilder();
        for (byte b : bytes) {
            if (b == '\n') {
                flush(caller, line);
            } else if (b >= ' ' && b <= '~') {
                line.append((char) b);
            }
        }
        if (line.length() > 0) {
            flush(caller, line);
        }
        return 0;
    }

    private void flush(Domain caller, StringBuilder line) {
        console.line("DOM" + caller.id() + ": " + line);
        line.setLength(0);
    }
}
