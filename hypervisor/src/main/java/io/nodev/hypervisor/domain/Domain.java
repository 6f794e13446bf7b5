package io.nodev.hypervisor.domain;

import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.MachineMemory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One domain as the hypervisor sees it. Identity and memory never change; being alive ends once.
 */
public final class Domain {
    /** The highest id, so that ids fit in a signed 16-bit field. */
    public static final int MAX_ID = 32_767;

    /** What a caller names when it means itself. Source: DOMID_SELF, xen/include/public/xen.h at 5c70ae783d. */
    public static final int SELF = 0x7FF0;

    /** The answer of {@link #hypercall} for a domain that is in none. */
    public static final int NO_HYPERCALL = -1;

    private static final VarHandle HYPERCALL = hypercallHandle();

    private final DomainConfig config;
    private final AddressSpace memory;
    private final int sharedInfoFrame;
    private volatile boolean alive = true;
    private volatile Runnable wakeUp = () -> {};

    @SuppressWarnings("unused") // by HYPERCALL
    private int hypercall = NO_HYPERCALL;

    /** Made by the hypervisor, with the tables and the shared-info page already in place. */
    public Domain(DomainConfig config, AddressSpace memory, int sharedInfoFrame) {
        this.config = config;
        this.memory = memory;
        this.sharedInfoFrame = sharedInfoFrame;
    }

    /** The number by which others name it. */
    public int id() {
        return config.id();
    }

    /** At most 15 characters. */
    public String name() {
        return config.name();
    }

    /** Whether it may act on other domains. */
    public boolean isPrivileged() {
        return config.privileged();
    }

    /** The scheduling hint: once woken it runs before anything else. */
    public boolean isFavoured() {
        return config.favoured();
    }

    /** Where things lie in its virtual memory. */
    public MemoryLayout layout() {
        return config.memory();
    }

    /** Its virtual memory. */
    public AddressSpace memory() {
        return memory;
    }

    /** The frame of the shared-info page. */
    public int sharedInfoFrame() {
        return sharedInfoFrame;
    }

    /** The machine address of a field of the shared-info page. */
    public int sharedInfoAddress(int offset) {
        return MachineMemory.address(sharedInfoFrame) + offset;
    }

    /** False from the moment the domain is being killed. */
    public boolean isAlive() {
        return alive;
    }

    /** The first step of a kill: from now on nothing new is started for this domain. */
    public void markDying() {
        alive = false;
    }

    /** Sets what makes the virtual CPU run again; the scheduler's. */
    public void onWake(Runnable wake) {
        this.wakeUp = wake;
    }

    /** Makes the virtual CPU run soon. From any thread; does not wait. */
    public void wake() {
        if (alive) {
            wakeUp.run();
        }
    }

    /**
     * Notes that the domain is now in a hypercall. On its own thread.
     *
     * @return the one it was in before, for {@link #leaveHypercall}
     */
    public int enterHypercall(int number) {
        int before = hypercall;
        HYPERCALL.setOpaque(this, number);
        return before;
    }

    /** Notes that the hypercall is over; {@code before} is what {@link #enterHypercall} returned. */
    public void leaveHypercall(int before) {
        HYPERCALL.setOpaque(this, before);
    }

    /** The number of the hypercall that the domain is in, or {@link #NO_HYPERCALL}. From any thread, perhaps late. */
    public int hypercall() {
        return (int) HYPERCALL.getOpaque(this);
    }

    private static VarHandle hypercallHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(Domain.class, "hypercall", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    public String toString() {
        return "domain " + id() + " (" + name() + ")";
    }
}
