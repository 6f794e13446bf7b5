package io.nodev.devdomain;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.DiskTransfer;
import io.nodev.common.disk.Extent;
import io.nodev.common.disk.ForwardingDisk;
import io.nodev.common.disk.MemoryDisk;
import io.nodev.common.guest.IdleGuest;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.RestartPolicy;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.machine.VbdMode;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.sched.CooperativeScheduler;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A block backend is restarted again and again under load: nothing is lost, and every request is answered once. */
class BlockRestartTest {
    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(300);
    private static final int ROUNDS = 12;
    private static final int MOST_ROUNDS = 200;

    private final Random random = new Random(20041119);
    private final StringBuffer console = new StringBuffer();
    private final BlockWorker[] workers = {new BlockWorker(), new BlockWorker(), new BlockWorker()};
    private final AtomicBoolean fault = new AtomicBoolean();
    private DeviceDomainMachine machine;

    /** A disk whose driver fails once when told to. */
    private final class FaultyDisk extends ForwardingDisk {
        private FaultyDisk(Disk disk) {
            super(disk);
        }

        @Override
        public boolean submit(DiskTransfer transfer, int cookie) {
            if (fault.compareAndSet(true, false)) {
                throw new IllegalStateException("a fault of the driver");
            }
            return super.submit(transfer, cookie);
        }

        @Override
        protected Disk around(Disk next) {
            return new FaultyDisk(next);
        }
    }

    /** How a backend goes down. */
    private enum Way {
        DRIVER,
        DOMAIN,
        FAULT
    }

    private void boot(SchedulerKind scheduler, int first) {
        MachineOptions options = MachineOptions.defaults()
                .withScheduler(scheduler)
                .withConsole(console::append)
                .withRestarts(RestartPolicy.atMost(1000));
        DeviceDomainMachine.Builder builder = DeviceDomainMachine.builder("load", options)
                .disk(new FaultyDisk(MemoryDisk.of("hda", BlockFixture.HDA, 4096)))
                .disk(MemoryDisk.of("hdb", BlockFixture.HDA + 64, 4096))
                .domain(DomainConfig.ordinary(0, "Domain-0", 256).withPrivilege(), IdleGuest::new);
        if (first != 0) {
            builder.domain(DomainConfig.ordinary(first, "disks", 256), IdleGuest::new);
        }
        builder.domain(DomainConfig.ordinary(2, "others", 256), IdleGuest::new);
        add(builder, 0, BlockFixture.HDA, first);
        add(builder, 1, BlockFixture.HDA, first);
        add(builder, 2, BlockFixture.HDA + 64, 2);
        machine = builder.deviceDomain(first, List.of(), List.of("hda"))
                .deviceDomain(2, List.of(), List.of("hdb"))
                .boot();
        settle();
    }

    private void add(DeviceDomainMachine.Builder builder, int worker, int disk, int backend) {
        List<Extent> extents =
                List.of(new Extent(disk, worker % 2 * 1000, 100), new Extent(disk, 2000 + worker % 2 * 1000, 900));
        builder.domain(DomainConfig.ordinary(10 + worker, "worker " + worker, 256), () -> workers[worker])
                .vbd(new VbdConfig(BlockFixture.SDA, VbdMode.READ_WRITE, extents, backend));
    }

    private void settle() {
        assertThat(machine.scheduler().runUntilIdle(TIMEOUT))
                .as("at rest; the console says %s", console)
                .isTrue();
    }

    private void work(boolean on) {
        for (int i = 0; i < workers.length; i++) {
            workers[i].work(on);
            machine.hypervisor().domains().find(10 + i).wake();
        }
    }

    private void runUntil(BooleanSupplier enough) throws InterruptedException {
        long start = System.nanoTime();
        while (!enough.getAsBoolean()) {
            assertThat(System.nanoTime() - start)
                    .as("waited, ns; the console says %s", console)
                    .isLessThan(TIMEOUT);
            if (machine.scheduler() instanceof CooperativeScheduler cooperative) {
                cooperative.runNextTurn();
            } else {
                TimeUnit.MICROSECONDS.sleep(50);
            }
        }
    }

    /** Until the backend was restarted so often and serves again. */
    private void runOn(int first, int restarts) throws InterruptedException {
        int enough = workers[0].puts() + BlockWorker.PLACES + random.nextInt(BlockWorker.PLACES);
        runUntil(() -> machine.restarts(first) >= restarts && workers[0].puts() > enough);
    }

    private long reissued() {
        return workers[0].device().stats().reissued()
                + workers[1].device().stats().reissued();
    }

    private static boolean hasWorked(BlockWorker worker) {
        return worker.puts() > 100 && worker.flushes() > 0;
    }

    @ParameterizedTest
    @CsvSource({
        "COOPERATIVE,0,DRIVER",
        "COOPERATIVE,1,DRIVER",
        "COOPERATIVE,1,DOMAIN",
        "COOPERATIVE,0,FAULT",
        "COOPERATIVE,1,FAULT",
        "THREADED,0,DRIVER",
        "THREADED,1,DOMAIN",
        "THREADED,0,FAULT",
        "THREADED,1,FAULT"
    })
    void everyRequestIsAnsweredOnceAndWhatWasWrittenIsThere(SchedulerKind scheduler, int first, Way way)
            throws InterruptedException {
        boot(scheduler, first);
        try {
            work(true);
            runUntil(() -> workers[0].puts() > 0 && workers[1].puts() > 0);
            int rounds = 0;
            for (; rounds < ROUNDS || rounds < MOST_ROUNDS && reissued() == 0; rounds++) {
                runOn(first, rounds);
                takeDown(first, way);
            }
            runOn(first, rounds);
            runUntil(() -> Arrays.stream(workers).allMatch(BlockRestartTest::hasWorked));
            work(false);
            settle();
            for (BlockWorker worker : workers) {
                assertThat(worker.wrong()).as("wrong answers").isZero();
                assertThat(worker.completedOnce()).isEqualTo(worker.puts()).isGreaterThan(100);
                assertThat(worker.flushes()).isPositive();
            }
            assertThat(reissued()).as("requests put again").isPositive();
            assertThat(workers[2].device().stats().reissued())
                    .as("those of another backend")
                    .isZero();
            assertThat(machine.restarts(first)).isEqualTo(rounds);
        } finally {
            machine.close();
        }
    }

    private void takeDown(int first, Way way) {
        switch (way) {
            case DRIVER -> machine.restartBackend(first);
            case DOMAIN -> machine.restartDeviceDomain(first);
            case FAULT -> fault.set(true);
        }
    }
}
