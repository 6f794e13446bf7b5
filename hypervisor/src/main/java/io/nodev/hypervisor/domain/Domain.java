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

    private static final VarHandle HYPERCALL = field("hypercall", int.class);
    private static final VarHandle ALIVE = field("alive", boolean.class);

    private final DomainConfig config;
    private final AddressSpace memory;
    private final int sharedInfoFrame;
    private final Holds holds = new Holds();
    private final LateTurn lateTurn = new LateTurn();
    private final Reservation reservation;
    private volatile boolean alive = true;
    private volatile Runnable wakeUp = () -> {};

    @SuppressWarnings("unused") // by HYPERCALL
    private int hypercall = NO_HYPERCALL;

    /** Made by the hypervisor, with the tables and the shared-info page already in place. */
    public Domain(DomainConfig config, AddressSpace memory, int sharedInfoFrame) {
        this.config = config;
        this.memory = memory;
        this.sharedInfoFrame = sharedInfoFrame;
        this.reservation = new Reservation(config.memory().memoryPages());
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

    /** How many pages of ordinary memory it has, and may have. */
    public Reservation reservation() {
        return reservation;
    }

    /** The machine address of a field of the shared-info page. */
    public int sharedInfoAddress(int offset) {
        return MachineMemory.address(sharedInfoFrame) + offset;
    }

    /** False from the moment the domain is being killed. */
    public boolean isAlive() {
        return alive;
    }

    /**
     * The first step of a kill: from now on nothing new is started for this domain.
     *
     * @return whether this is the first time
     */
    public boolean markDying() {
        return (boolean) ALIVE.getAndSet(this, false);
    }

    /**
     * Keeps the domain's shared-info page and grant table from being freed, for a few instructions; {@link #release} must
     * follow on the same thread. Does not wait and may be nested. From any thread.
     *
     * @return false if it is too late; then nothing may be touched and nothing is to be released
     */
    public boolean hold() {
        return holds.take();
    }

    /** Ends what {@link #hold} began. */
    public void release() {
        holds.drop();
    }

    /** The last step before memory is freed: waits for whoever holds the domain; nobody can any more. Only once. */
    public void awaitReleased() {
        holds.close();
    }

    /**
     * Notes that a turn of this killed domain goes on, perhaps within an access to memory, so that no page which it can
     * reach may become anyone's. The scheduler's, before the domain is torn down.
     */
    public void turnIsLate() {
        lateTurn.begin();
    }

    /** Whether such a turn goes on. */
    public boolean isTurnLate() {
        return lateTurn.isLate();
    }

    /** Notes that the turn ended and there will be no other. On the thread of that turn; only the first time counts. */
    public void lateTurnEnded() {
        lateTurn.end();
    }

    /** Does something once no turn is late: now, or on the thread of that turn. Only once in a domain's life. */
    public void whenNoTurnIsLate(Runnable action) {
        lateTurn.whenEnded(action);
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

    private static VarHandle field(String name, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(Domain.class, name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    public String toString() {
        return "domain " + id() + " (" + name() + ")";
    }
}
