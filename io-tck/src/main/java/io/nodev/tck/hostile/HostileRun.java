package io.nodev.tck.hostile;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.tck.frame.Frames;
import io.nodev.tck.frame.Frames.Ends;
import io.nodev.tck.harness.DomainSpec;
import io.nodev.tck.harness.HostileGuest;
import io.nodev.tck.harness.HostileOffer;
import io.nodev.tck.harness.HypervisorMachine;
import io.nodev.tck.harness.IoStackHarness;
import io.nodev.tck.harness.RawVif;
import io.nodev.tck.harness.Topology;
import io.nodev.tck.harness.TxRequest;
import io.nodev.tck.harness.VifSpec;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Lives of hostile guests, one machine each: domain 3 lies, domains 1 and 2 talk to each other and write and read sectors of the
 * same disk as it, and the machine is audited now and then. Where a backend can be
 * lost it is, and then domain 3 lies about the rings it offers, too. In the end domain 3 closes the ports that it is reached by, and is destroyed. A failure says which life it
 * was, what was mutated last, and how to repeat it.
 */
public final class HostileRun {
    /** The domain that lies. */
    public static final int HOSTILE = 3;

    private static final int A = 1;
    private static final int B = 2;
    private static final int OPERATIONS_OF_A_BATCH = 16;
    private static final int BATCHES_OF_AN_AUDIT = 32;
    private static final int AUDITS_OF_A_BACKEND = 4;
    private static final int OFFERS = 24;
    private static final int TRIES = 16;
    private static final int BATCHES_AFTER_A_PORT = 4;
    private static final int BATCHES_AFTER_AN_OFFER = 2;
    private static final int SHORT_FRAME = 64;
    private static final int LENGTHS = 1200;
    private static final int FIRST_PAGE_TO_HOSTILE = 200;
    private static final int PAGES_TO_HOSTILE = 50;

    private final IoStackHarness harness;
    private final SchedulerKind scheduler;
    private final HostileCoverage coverage = new HostileCoverage();

    /** Lives on one stack under one scheduler. */
    public HostileRun(IoStackHarness harness, SchedulerKind scheduler) {
        this.harness = harness;
        this.scheduler = scheduler;
    }

    /** What was done so far. */
    public HostileCoverage coverage() {
        return coverage;
    }

    /** Lives until so many operations are done; the seed of each life follows from the first. */
    public void live(long seed, long operations, int operationsOfALife) {
        SplittableRandom seeds = new SplittableRandom(seed);
        while (coverage.operations() < operations) {
            live(seeds.nextLong(), operationsOfALife);
        }
    }

    /** One life. */
    public void live(long seed, int operations) {
        Topology topology = Topology.standard(scheduler)
                .withDomain(DomainSpec.guest(HOSTILE, "C", VifSpec.of(HostileFrames.ADDRESS)));
        HostileDisk disk = new HostileDisk(topology, seed);
        try (HypervisorMachine machine = (HypervisorMachine) harness.boot(disk.topology())) {
            machine.settle();
            new Life(machine, disk, seed).live(operations);
        }
    }

    /** One machine with its three guests. */
    private final class Life {
        private final HypervisorMachine machine;
        private final long seed;
        private final MachineAudit audit;
        private final HostileDisk disk;
        private final List<NumberedSectors> sectors;
        private final NumberedTraffic there;
        private final NumberedTraffic back;
        private final HostileGuest guest;
        private final Arrivals arrivals;
        private final HostileLife hostile;
        private int toHostile;
        private int audits;
        private boolean cutItselfOff;

        Life(HypervisorMachine machine, HostileDisk disk, long seed) {
            this.machine = machine;
            this.disk = disk;
            this.seed = seed;
            this.audit = new MachineAudit(machine, HOSTILE);
            this.sectors = List.of(sectors(A), sectors(B));
            this.guest = machine.hostile(HOSTILE);
            this.arrivals = new Arrivals(audit, guest);
            this.there = traffic(A, B);
            this.back = traffic(B, A);
            this.hostile = machine.onDomain(
                    HOSTILE,
                    () -> new HostileLife(
                            machine, HOSTILE, new Random(seed), new HostileLife.Setting(audit, coverage, A)));
        }

        private NumberedSectors sectors(int domain) {
            return new NumberedSectors(
                    machine.block(domain),
                    machine.topology().domain(domain).vbds().get(0));
        }

        private NumberedTraffic traffic(int from, int to) {
            return new NumberedTraffic(machine.vif(from, 0), machine.vif(to, 0), ends(from, to), arrivals);
        }

        private Ends ends(int from, int to) {
            RawVif sender = machine.vif(from, 0);
            return new Ends(sender.address(), address(from), machine.vif(to, 0).address(), address(to));
        }

        private int address(int domain) {
            return machine.topology().domain(domain).vifs().get(0).addresses().get(0);
        }

        void live(int operations) {
            disk.watch(machine);
            try {
                becomeKnown();
                for (int done = 0; done < operations && !cutItselfOff; done += OPERATIONS_OF_A_BATCH) {
                    batch();
                    if (done / OPERATIONS_OF_A_BATCH % BATCHES_OF_AN_AUDIT == 0) {
                        rest();
                        check();
                        if (++audits % AUDITS_OF_A_BACKEND == 0
                                && !guest.offers().isEmpty()) {
                            loseBackend();
                        }
                    }
                }
                rest();
                check();
                hostile.count();
                coverage.addTransfers(disk.transfers());
                if (!cutItselfOff) {
                    cutOff();
                }
                coverage.addFrames(arrivals.judged(), guest.refused());
                die();
            } catch (AssertionError | RuntimeException failure) {
                String what = failure instanceof AssertionError ? failure.getMessage() : "H7: it threw " + failure;
                throw new AssertionError(
                        what + "\nlast: " + hostile.last() + "\nrepeat: -Dnodev.seed=" + seed
                                + " -Dnodev.seed.operations=" + operations + ", scheduler " + scheduler
                                + "\nconsole: " + machine.console(),
                        failure);
            } finally {
                hostile.close();
            }
        }

        /** Bridges learn who is where, so that nothing of the two need be flooded. */
        private void becomeKnown() {
            there.post();
            back.post();
            machine.settle();
            for (int i = 0; i < 2; i++) {
                sendBoth();
            }
            machine.settle();
            takeBoth();
            machine.wire().takeSent();
            check();
        }

        private void check() {
            audit.check();
            disk.check();
        }

        private void sendBoth() {
            there.send();
            back.send();
        }

        /** A frame that is meant for the hostile guest, so that its receive buffers are used as well. */
        private void sendToHostile() {
            RawVif sender = machine.vif(A, 0);
            byte[] frame = Frames.udp(ends(A, HOSTILE), SHORT_FRAME + toHostile % LENGTHS);
            sender.fill(TxRequest.of(FIRST_PAGE_TO_HOSTILE + toHostile++ % PAGES_TO_HOSTILE, frame));
            sender.push();
        }

        private void takeBoth() {
            sectors.forEach(NumberedSectors::take);
            there.take();
            back.take();
            there.post();
            back.post();
        }

        private void batch() {
            boolean cooperative = scheduler == SchedulerKind.COOPERATIVE;
            sendBoth();
            sectors.forEach(NumberedSectors::ask);
            for (int i = 0; i < OPERATIONS_OF_A_BATCH && cooperative; i++) {
                sendToHostile();
                sectors.forEach(NumberedSectors::ask);
                hostile.operate();
                takeBoth();
                takeFromWire();
            }
            if (!cooperative) {
                sendToHostile();
                inTurn(() -> {
                    for (int i = 0; i < OPERATIONS_OF_A_BATCH; i++) {
                        hostile.operate();
                    }
                });
            }
            takeBoth();
            takeFromWire();
        }

        /** The backend is lost twice: the hostile guest first lies about its rings, and then does not. */
        private void loseBackend() {
            restartBackend();
            for (HostileOffer offer : guest.offers()) {
                for (int i = 0; i < OFFERS && offer.isAwaited(); i++) {
                    inTurn(() -> hostile.lieIn(offer));
                    rest();
                    offer.heard().forEach(coverage::countHeard);
                }
            }
            for (int i = 0; i < BATCHES_AFTER_AN_OFFER; i++) {
                batch();
            }
            rest();
            check();
            restartBackend();
            guest.offers().forEach(this::connectAgain);
        }

        private void restartBackend() {
            guest.restartBackend();
            machine.settle();
            there.startOver();
            back.startOver();
            becomeKnown();
        }

        /** Again and again: its lies may have cost it messages, or all that it is heard by; then only its death is left. */
        private void connectAgain(HostileOffer offer) {
            for (int i = 0; i < TRIES && offer.isAwaited(); i++) {
                inTurn(() -> hostile.offer(offer));
                machine.settle();
            }
            boolean goesOn =
                    !offer.isAwaited() && isTold(offer) && machine.onDomain(HOSTILE, () -> hostile.taken(offer));
            cutItselfOff |= !goesOn;
        }

        /** It reads a few messages at a time; those from the times when it did not answer come first. */
        private boolean isTold(HostileOffer offer) {
            int quiet = 0;
            while (quiet < TRIES) {
                quiet = machine.onDomain(HOSTILE, offer::listen) ? 0 : quiet + 1;
                inTurn(() -> hostile.answer(offer));
                machine.settle();
            }
            return offer.isTold();
        }

        private void inTurn(Runnable action) {
            machine.onDomain(HOSTILE, () -> {
                action.run();
                return null;
            });
        }

        private void takeFromWire() {
            machine.wire().takeSent().forEach(frame -> arrivals.arrived(Endpoint.PHYSICAL, frame));
        }

        private void rest() {
            inTurn(hostile::rest);
            requirePeace();
        }

        private void requirePeace() {
            machine.settle();
            takeBoth();
            sectors.forEach(NumberedSectors::requireAnswered);
            machine.settle();
            long crowdedOut = guest.crowdedOut();
            long missing = there.missing() + back.missing();
            long excused = scheduler == SchedulerKind.COOPERATIVE ? 0 : crowdedOut;
            if (missing > excused) {
                throw new AssertionError(
                        "H3: frames of other guests are lost: frames=" + missing + " crowdedOut=" + crowdedOut);
            }
            String console = machine.console();
            if (console.contains("PANIC") || console.contains("crashed")) {
                throw new AssertionError("H7: the machine did not survive");
            }
        }

        /** The hostile guest closes the ports that it is reached by, one after the other, and lies on. */
        private void cutOff() {
            while (machine.onDomain(HOSTILE, hostile::closeVitalPort)) {
                for (int i = 0; i < BATCHES_AFTER_A_PORT; i++) {
                    batch();
                }
                rest();
                check();
            }
        }

        /** The hostile guest is killed; its pages are free, and the others go on. */
        private void die() {
            machine.destroyDomain(HOSTILE);
            machine.settle();
            audit.checkAfterDeath();
            sendBoth();
            sectors.forEach(NumberedSectors::ask);
            requirePeace();
            disk.check();
        }
    }
}
