package io.nodev.common.launch;

import io.nodev.common.capture.CapturePlan;
import io.nodev.common.driver.CaptureCard;
import io.nodev.common.driver.NetworkCard;
import io.nodev.common.guest.ReplayGuest;
import io.nodev.common.guest.VirtualNetworkDevice;
import io.nodev.common.machine.Machine;
import io.nodev.common.machine.TappedCard;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.time.ManualClock;
import io.nodev.hypervisor.time.TimerQueue;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Plays frames into a machine, each to completion before the next: until nothing is runnable and no timer is left. Time
 * moves to the frame's own, counted from the first frame, and on to each timer that the machine waits for.
 */
final class Playback {
    /** How long the host may take for one frame. */
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    /** How long the machine may wait for one timer, of which a frame may need many: the longest period of a rate limit. */
    private static final long LONGEST_WAIT_NANOS = (1L << 32) * 1_000;

    /** How many timers the machine may wait for because of one frame. */
    private static final int MOST_TIMERS = 100_000;

    private final Machine machine;
    private final ManualClock clock;
    private final Map<Integer, ReplayGuest> guests;
    private final SortedMap<String, Integer> notTaken = new TreeMap<>();

    Playback(Machine machine, ManualClock clock, Map<Integer, ReplayGuest> guests) {
        this.machine = machine;
        this.clock = clock;
        this.guests = guests;
    }

    /** Lets the machine run until every interface of every domain is connected. */
    void awaitConnections() throws LaunchException {
        settle();
        for (Domain domain : machine.hypervisor().domains().all()) {
            for (VirtualNetworkDevice device : machine.networkDevices(domain.id())) {
                if (!device.isConnected()) {
                    throw LaunchException.failed(
                            new VifName(domain.id(), device.index()) + " does not become connected");
                }
            }
        }
    }

    /**
     * Plays one frame.
     *
     * @param atNanos when, counted from the first frame; a time that is past already is now
     */
    void play(CapturePlan.Step step, long atNanos) throws LaunchException {
        clock.advanceTo(atNanos);
        Optional<VifName> vif = VifName.parse(step.origin());
        boolean taken = vif.isPresent()
                ? send(vif.get(), step.record().bytes())
                : arrive(step.origin(), step.record().bytes());
        if (!taken) {
            notTaken.merge(step.origin(), 1, Integer::sum);
        }
        settle();
    }

    private boolean send(VifName vif, byte[] bytes) {
        Domain domain = machine.hypervisor().domains().find(vif.domain());
        if (domain == null || !guests.get(vif.domain()).offer(vif.index(), bytes, 0, bytes.length)) {
            return false;
        }
        domain.wake();
        return true;
    }

    /** What a card loses, by its filter or for want of room, it counts itself. */
    private boolean arrive(String nic, byte[] bytes) throws LaunchException {
        for (NetworkCard each : machine.cards()) {
            NetworkCard card = each instanceof TappedCard tapped ? tapped.card() : each;
            if (card.name().equals(nic) && card instanceof CaptureCard capture) {
                capture.arrive(bytes, 0, bytes.length);
                return true;
            }
        }
        throw LaunchException.failed("no frames can be played into " + nic + ": it has no driver of that kind");
    }

    /** Lets the machine run until nothing is runnable and no timer is left. */
    void settle() throws LaunchException {
        TimerQueue timers = machine.hypervisor().timers();
        for (int waits = 0; waits < MOST_TIMERS; waits++) {
            if (!machine.scheduler().runUntilIdle(PATIENCE_NANOS)) {
                throw LaunchException.failed("the machine stopped, or did not come to rest; see its console");
            }
            long next = timers.nextDeadline();
            if (next - clock.nanos() > LONGEST_WAIT_NANOS) {
                return;
            }
            clock.advanceTo(next);
        }
    }

    /** Frames that their port did not take, because frames before them were still waiting or its domain is gone. */
    SortedMap<String, Integer> notTaken() {
        return notTaken;
    }
}
