package io.nodev.common.machine;

import io.nodev.common.disk.Disk;
import io.nodev.common.driver.NetworkCard;
import io.nodev.common.guest.Guest;
import io.nodev.hypervisor.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * What whoever boots a machine may choose without changing its description. Immutable; every {@code with} gives a changed
 * copy.
 */
public final class MachineOptions {
    /** Frames that a machine has beyond those its domains start with. */
    public static final int DEFAULT_SPARE_FRAMES = 2048;

    private final Choices choices;
    private final Map<Integer, Supplier<? extends Guest>> guests;
    private final Map<String, NetworkCard> cards;
    private final Map<String, Disk> disks;
    private final MachineTap tap;

    private record Choices(
            SchedulerKind scheduler,
            Clock clock,
            int spareFrames,
            Consumer<String> console,
            IntConsumer halt,
            boolean networkDrivers,
            boolean blockDrivers,
            RestartPolicy restarts) {
        Choices withScheduler(SchedulerKind other) {
            return new Choices(other, clock, spareFrames, console, halt, networkDrivers, blockDrivers, restarts);
        }

        Choices withClock(Clock other) {
            return new Choices(scheduler, other, spareFrames, console, halt, networkDrivers, blockDrivers, restarts);
        }

        Choices withSpareFrames(int frames) {
            return new Choices(scheduler, clock, frames, console, halt, networkDrivers, blockDrivers, restarts);
        }

        Choices withConsole(Consumer<String> other) {
            return new Choices(scheduler, clock, spareFrames, other, halt, networkDrivers, blockDrivers, restarts);
        }

        Choices withHalt(IntConsumer other) {
            return new Choices(scheduler, clock, spareFrames, console, other, networkDrivers, blockDrivers, restarts);
        }

        Choices withoutNetworkDrivers() {
            return new Choices(scheduler, clock, spareFrames, console, halt, false, blockDrivers, restarts);
        }

        Choices withoutBlockDrivers() {
            return new Choices(scheduler, clock, spareFrames, console, halt, networkDrivers, false, restarts);
        }

        Choices withRestarts(RestartPolicy other) {
            return new Choices(scheduler, clock, spareFrames, console, halt, networkDrivers, blockDrivers, other);
        }
    }

    private MachineOptions(
            Choices choices,
            Map<Integer, Supplier<? extends Guest>> guests,
            Map<String, NetworkCard> cards,
            Map<String, Disk> disks,
            MachineTap tap) {
        this.choices = choices;
        this.guests = guests;
        this.cards = cards;
        this.disks = disks;
        this.tap = tap;
    }

    /**
     * Cooperative, with the clock of the machine that we run on, {@link #DEFAULT_SPARE_FRAMES}, a console whose text goes
     * nowhere, and a halt that only stops; nothing replaced, nothing tapped.
     */
    public static MachineOptions defaults() {
        Choices choices = new Choices(
                SchedulerKind.COOPERATIVE,
                Clock.system(),
                DEFAULT_SPARE_FRAMES,
                text -> {},
                status -> {},
                true,
                true,
                null);
        return new MachineOptions(choices, Map.of(), Map.of(), Map.of(), null);
    }

    private MachineOptions with(Choices other) {
        return new MachineOptions(other, guests, cards, disks, tap);
    }

    /** Who gives turns. */
    public SchedulerKind scheduler() {
        return choices.scheduler;
    }

    /** These with another scheduler. */
    public MachineOptions withScheduler(SchedulerKind kind) {
        return with(choices.withScheduler(kind));
    }

    /** The machine's time. */
    public Clock clock() {
        return choices.clock;
    }

    /** These with another clock. */
    public MachineOptions withClock(Clock clock) {
        return with(choices.withClock(clock));
    }

    /** Frames for the hypervisor's own use: packets on their way, rings. */
    public int spareFrames() {
        return choices.spareFrames;
    }

    /**
     * These with another number of spare frames.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public MachineOptions withSpareFrames(int frames) {
        if (frames < 0) {
            throw new IllegalArgumentException("a machine has 0 or more spare frames: frames=" + frames);
        }
        return with(choices.withSpareFrames(frames));
    }

    /** Where the text of the emergency console goes, as it comes, line ends included. */
    public Consumer<String> console() {
        return choices.console;
    }

    /** These with another place for the console's text. */
    public MachineOptions withConsole(Consumer<String> text) {
        return with(choices.withConsole(text));
    }

    /** Is told the exit status when the machine ends by itself: 0 after domain 0's death, 1 after a panic. */
    public IntConsumer halt() {
        return choices.halt;
    }

    /** These with another listener for the machine's end. */
    public MachineOptions withHalt(IntConsumer halt) {
        return with(choices.withHalt(halt));
    }

    /** Whether guests' network drivers are started. */
    public boolean networkDrivers() {
        return choices.networkDrivers;
    }

    /** These with no network driver started in any guest, so that whoever tests the machine drives the rings. */
    public MachineOptions withoutNetworkDrivers() {
        return with(choices.withoutNetworkDrivers());
    }

    /** Whether guests' block drivers are started. */
    public boolean blockDrivers() {
        return choices.blockDrivers;
    }

    /** These with no block driver started in any guest, so that whoever tests the machine drives the rings. */
    public MachineOptions withoutBlockDrivers() {
        return with(choices.withoutBlockDrivers());
    }

    /** When backends are started again by themselves: {@link RestartPolicy#ON_REQUEST} unless something else was chosen. */
    public RestartPolicy restarts() {
        return choices.restarts == null ? RestartPolicy.ON_REQUEST : choices.restarts;
    }

    /** These with another policy for backends that crash or hang. */
    public MachineOptions withRestarts(RestartPolicy policy) {
        return with(choices.withRestarts(policy));
    }

    /** These, or with what a description says of backends that crash or hang if no policy was chosen. */
    public MachineOptions withDescribedRestarts(RestartPolicy policy) {
        return choices.restarts == null ? withRestarts(policy) : this;
    }

    /** These with a domain's guest replaced. */
    public MachineOptions withGuest(int domain, Supplier<? extends Guest> guest) {
        Map<Integer, Supplier<? extends Guest>> more = new HashMap<>(guests);
        more.put(domain, guest);
        return new MachineOptions(choices, Map.copyOf(more), cards, disks, tap);
    }

    /** The guest that replaces a domain's, or {@code described} if none does; tapped if there is a tap. */
    public Supplier<? extends Guest> guest(int domain, Supplier<? extends Guest> described) {
        Supplier<? extends Guest> chosen = guests.getOrDefault(domain, described);
        return tap == null ? chosen : () -> new TappedGuest(chosen.get(), tap);
    }

    /** These with the NIC of the same name replaced. */
    public MachineOptions withCard(NetworkCard card) {
        Map<String, NetworkCard> more = new HashMap<>(cards);
        more.put(card.name(), card);
        return new MachineOptions(choices, guests, Map.copyOf(more), disks, tap);
    }

    /** The card that replaces the one of the same name, or {@code described} if none does; tapped if there is a tap. */
    public NetworkCard card(NetworkCard described) {
        NetworkCard chosen = cards.getOrDefault(described.name(), described);
        return tap == null ? chosen : new TappedCard(chosen, tap.nic(chosen.name()));
    }

    /** These with the disk of the same name replaced. */
    public MachineOptions withDisk(Disk disk) {
        Map<String, Disk> more = new HashMap<>(disks);
        more.put(disk.name(), disk);
        return new MachineOptions(choices, guests, cards, Map.copyOf(more), tap);
    }

    /**
     * The disk that replaces the one of the same name, or the one described.
     *
     * @param described opens that one; not asked if it is replaced
     */
    public Disk disk(String name, Supplier<? extends Disk> described) {
        Disk replacement = disks.get(name);
        return replacement == null ? described.get() : replacement;
    }

    /** These with a look at what guests receive and NICs send. */
    public MachineOptions withTap(MachineTap other) {
        return new MachineOptions(choices, guests, cards, disks, other);
    }
}
