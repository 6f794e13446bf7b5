package io.nodev.hypervisor.hypercall;

import static io.nodev.hypervisor.Errno.EFAULT;
import static io.nodev.hypervisor.Errno.ENOSYS;
import static io.nodev.hypervisor.Errno.EPERM;
import static io.nodev.hypervisor.Errno.ESRCH;

import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.domain.DomainTable;
import io.nodev.hypervisor.memory.FrameTable;

/**
 * {@code dom_mem_op}: see {@link DomMemOpLayout}. Returns how many pages were given or taken, in order of the list; the first
 * that cannot be, ends the call: a page beyond the domain's maximum, no frame free, a page in use or not the domain's, a list
 * that the caller has no memory for. -EFAULT only for the structure itself, -EPERM for another domain without privilege,
 * -ESRCH, -ENOSYS. Source: xen/common/dom_mem_ops.c at ddc87ed302.
 */
public final class DomMemOp implements Hypercall {
    private final DomainTable domains;
    private final FrameTable frames;
    private final ThreadLocal<Arguments> arguments = ThreadLocal.withInitial(() -> new Arguments(DomMemOpLayout.SIZE));
    private final ThreadLocal<Arguments> number = ThreadLocal.withInitial(() -> new Arguments(Integer.BYTES));

    /** Over the frames of one machine. */
    public DomMemOp(DomainTable domains, FrameTable frames) {
        this.domains = domains;
        this.frames = frames;
    }

    @Override
    public int call(Domain caller, int address, int a2, int a3) {
        Arguments copy = arguments.get();
        if (!copy.read(caller, address, DomMemOpLayout.SIZE)) {
            return -EFAULT;
        }
        Domain domain = domains.find(copy.getInt(DomMemOpLayout.DOMAIN), caller);
        if (domain != caller && !caller.isPrivileged()) {
            return -EPERM;
        }
        if (domain == null) {
            return -ESRCH;
        }
        return switch (copy.getInt(DomMemOpLayout.COMMAND)) {
            case DomMemOpLayout.INCREASE -> repeat(copy, at -> increase(caller, domain, at));
            case DomMemOpLayout.DECREASE -> repeat(copy, at -> decrease(caller, domain, at));
            default -> -ENOSYS;
        };
    }

    @FunctionalInterface
    private interface Page {
        boolean move(int entryOfList);
    }

    /** Ends by itself: a domain can neither give nor get more pages than the machine has. */
    private static int repeat(Arguments copy, Page page) {
        int wanted = copy.getInt(DomMemOpLayout.PAGES);
        int list = copy.getInt(DomMemOpLayout.LIST);
        int done = 0;
        while (done != wanted && page.move(list + done * Integer.BYTES)) {
            done++;
        }
        return done;
    }

    private boolean increase(Domain caller, Domain domain, int entryOfList) {
        return domain.reservation().increase(() -> {
            int frame = frames.allocate(domain.id());
            if (frame == FrameTable.NONE) {
                return false;
            }
            Arguments entry = number.get();
            entry.putInt(0, frame);
            if (!entry.write(caller, entryOfList, Integer.BYTES)) {
                frames.release(frame);
                return false;
            }
            return true;
        });
    }

    private boolean decrease(Domain caller, Domain domain, int entryOfList) {
        Arguments entry = number.get();
        if (!entry.read(caller, entryOfList, Integer.BYTES)) {
            return false;
        }
        int frame = entry.getInt(0);
        return domain.reservation().decrease(() -> {
            boolean taken = frames.detachUnmapped(frame, domain.id());
            if (taken) {
                frames.release(frame);
            }
            return taken;
        });
    }
}
