package io.nodev.devdomain;

import io.nodev.devdomain.netback.DeviceDomain;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.OutOfFramesException;
import io.nodev.hypervisor.console.EmergencyConsole;
import io.nodev.hypervisor.domain.Domain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Starts backends again: a driver within its domain, or a whole device domain, which is made anew by the control domain
 * in a turn of that. On request, and by itself when one crashed or hangs, as often as the machine was told to.
 *
 * <p>Domain 0 is never made anew: it holds the controller. A fault of its drivers is contained, so that they can be started
 * again; a turn of domain 0 that does not return is only reported, since nobody is left who could do more. So is a guest's.
 */
final class Recovery {
    private final Hypervisor hypervisor;
    private final EmergencyConsole console;
    private final Map<Integer, DeviceDomain> deviceDomains;
    private final int automatic;
    private final Map<Integer, Errands> errands = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicInteger> restarts = new ConcurrentHashMap<>();

    /** Restarts by itself, by domain; in turns of the control domain only. */
    private final Map<Integer, Integer> ofItself = new HashMap<>();

    /** Domains for which there were too few pages; in turns of the control domain only. */
    private final Set<Integer> withoutPages = new TreeSet<>();

    private volatile IntConsumer makeAnew = id -> {};

    /**
     * @param automatic how often each backend is started again by itself
     */
    Recovery(Hypervisor hypervisor, EmergencyConsole console, Map<Integer, DeviceDomain> deviceDomains, int automatic) {
        this.hypervisor = hypervisor;
        this.console = console;
        this.deviceDomains = deviceDomains;
        this.automatic = automatic;
    }

    /** Sets what makes a dead device domain anew, in a turn of the control domain. */
    void onMakeAnew(IntConsumer maker) {
        makeAnew = maker;
    }

    /** Sets where things are asked for that only a domain itself can do; again when it was made anew. */
    void add(int domain, Errands ofDomain) {
        errands.put(domain, ofDomain);
    }

    /** How often a backend was started again, its domain included. */
    int restarts(int domain) {
        return counter(domain).get();
    }

    private AtomicInteger counter(int domain) {
        return restarts.computeIfAbsent(domain, id -> new AtomicInteger());
    }

    void stop(int id) {
        DeviceDomain device = device(id);
        errands.get(id).add(device::stopBackend);
    }

    void start(int id) {
        DeviceDomain device = device(id);
        errands.get(id).add(() -> startDriver(id, device));
    }

    private void startDriver(int id, DeviceDomain device) {
        if (!device.driver().isUp() && device.startBackend()) {
            started(id, "backend of domain " + id);
        }
    }

    private DeviceDomain device(int id) {
        DeviceDomain device = deviceDomains.get(id);
        if (device == null || hypervisor.domains().find(id) == null) {
            throw new IllegalArgumentException("there is no such device domain: id=" + id);
        }
        return device;
    }

    private void started(int id, String what) {
        console.line(what + " started again: restarts=" + counter(id).incrementAndGet());
    }

    /** Kills a device domain if it lives, and has it made anew. */
    void restartDomain(int id) {
        if (id == MachineParts.CONTROL_DOMAIN || !deviceDomains.containsKey(id)) {
            throw new IllegalArgumentException("only a device domain other than 0 is made anew: id=" + id);
        }
        errands.get(MachineParts.CONTROL_DOMAIN).add(() -> replace(id));
    }

    /** Has a domain that failed made anew, unless somebody did meanwhile or it happened often enough. */
    private void restart(Domain failed) {
        int id = failed.id();
        if (id == MachineParts.CONTROL_DOMAIN || !deviceDomains.containsKey(id)) {
            return;
        }
        errands.get(MachineParts.CONTROL_DOMAIN).add(() -> {
            Domain present = hypervisor.domains().find(id);
            if ((present == null || present == failed) && mayByItself(id)) {
                replace(id);
            }
        });
    }

    /** Whether one more restart by itself is left; then it is used. */
    private boolean mayByItself(int id) {
        int before = ofItself.getOrDefault(id, 0);
        if (before >= automatic) {
            return false;
        }
        ofItself.put(id, before + 1);
        return true;
    }

    /**
     * Makes a domain anew. What its guest's maker throws is that domain's end and not the control domain's, unless the host
     * itself has failed.
     */
    private void replace(int id) {
        destroy(id);
        withoutPages.remove(id);
        try {
            makeAnew.accept(id);
            started(id, "domain " + id);
        } catch (OutOfFramesException tooFew) {
            destroy(id);
            withoutPages.add(id);
            console.line("domain " + id + " cannot be made anew: " + tooFew.getMessage());
        } catch (RuntimeException | Error failure) {
            if (!DeviceDomain.canBeContained(failure)) {
                throw failure;
            }
            destroy(id);
            console.line("domain " + id + " cannot be made anew: " + failure);
        }
    }

    /**
     * A turn that hung has ended, and the pages that it could reach are free: what could not be made anew for want of pages
     * is tried again, which is not counted as another restart by itself. From any thread.
     */
    void pagesFreed() {
        errands.get(MachineParts.CONTROL_DOMAIN)
                .add(() -> List.copyOf(withoutPages).forEach(this::replace));
    }

    private void destroy(int id) {
        Domain present = hypervisor.domains().find(id);
        if (present != null) {
            hypervisor.destroyDomain(present);
        }
    }

    /** Drivers in domain 0 failed, and all are down; on its virtual CPU. */
    void driversFailed(int id, String drivers, Throwable fault) {
        console.line(drivers + " of domain " + id + " crashed: " + fault);
        if (mayByItself(id)) {
            startDriver(id, deviceDomains.get(id));
        }
    }

    /** A domain crashed, and is destroyed. */
    void crashed(Domain domain) {
        restart(domain);
    }

    /** A domain's turn does not return, which is for the controller to act on. From the watchdog's thread. */
    void hangs(Domain domain, long forNanos) {
        console.line(domain + " hangs: a turn has lasted " + millis(forNanos) + " ms");
    }

    /** The controller has no answer from a backend; in a turn of the control domain. */
    void doesNotAnswer(Domain domain, long forNanos) {
        console.line("backend of " + domain + " hangs: no answer for " + millis(forNanos) + " ms");
        restart(domain);
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
