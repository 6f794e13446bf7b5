package io.nodev.devdomain;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.DiskEvents;
import io.nodev.common.disk.DiskTransfer;
import io.nodev.common.disk.ForwardingDisk;
import io.nodev.common.disk.MemoryDisk;
import io.nodev.common.machine.RestartPolicy;
import io.nodev.common.machine.SchedulerKind;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes out of a disk's driver is the end of its domain, or of the drivers in domain 0, and of nobody else. */
class DiskFaultTest {
    private static final List<Throwable> FAULTS = List.of(
            new IllegalStateException("on fire"),
            new AssertionError("a bug"),
            new NoClassDefFoundError("no such class"));

    private final AtomicReference<Throwable> inSubmit = new AtomicReference<>();
    private final AtomicReference<Throwable> inPoll = new AtomicReference<>();
    private final AtomicReference<Throwable> inReset = new AtomicReference<>();
    private BlockFixture fixture;

    @AfterEach
    void close() {
        fixture.close();
    }

    /** A disk whose driver throws once what it is told to. */
    private final class FailingDisk extends ForwardingDisk {
        private FailingDisk(Disk disk) {
            super(disk);
        }

        @Override
        public boolean submit(DiskTransfer transfer, int cookie) {
            fail(inSubmit);
            return super.submit(transfer, cookie);
        }

        @Override
        public int poll(DiskEvents events, int budget) {
            fail(inPoll);
            return super.poll(events, budget);
        }

        @Override
        public Disk reset() {
            fail(inReset);
            return super.reset();
        }

        @Override
        protected Disk around(Disk next) {
            return new FailingDisk(next);
        }
    }

    private static void fail(AtomicReference<Throwable> with) {
        Throwable fault = with.getAndSet(null);
        if (fault instanceof Error error) {
            throw error;
        }
        if (fault != null) {
            throw (RuntimeException) fault;
        }
    }

    private void boot(SchedulerKind scheduler, int backend) {
        Disk disk = new FailingDisk(MemoryDisk.of("hda", BlockFixture.HDA, BlockFixture.SECTORS));
        fixture = new BlockFixture(scheduler, backend, disk, RestartPolicy.atMost(100));
    }

    @ParameterizedTest
    @CsvSource({"COOPERATIVE,0", "COOPERATIVE,1", "THREADED,0", "THREADED,1"})
    void requestsAreDoneByTheNextBackendAndNobodyElseEnds(SchedulerKind scheduler, int backend) {
        boot(scheduler, backend);
        int restarts = 0;
        for (AtomicReference<Throwable> place : List.of(inSubmit, inPoll)) {
            for (Throwable fault : FAULTS) {
                byte[] bytes = BlockFixture.random(8, ++restarts);
                place.set(fault);
                fixture.guest(2).write("sda", 8, bytes, 2 * restarts);
                fixture.run(2);
                fixture.guest(2).read("sda", 8, 8, 2 * restarts + 1);
                fixture.run(2);
                assertThat(fixture.guest(2).done(2 * restarts).status()).isZero();
                assertThat(fixture.guest(2).done(2 * restarts + 1).bytes()).isEqualTo(bytes);
                assertThat(fixture.machine().restarts(backend)).isEqualTo(restarts);
                assertThat(fixture.console()).contains(crashed(backend) + fault);
            }
        }
        assertThat(fixture.console()).doesNotContain("network drivers");
        assertThat(fixture.halts()).isEmpty();
    }

    private static String crashed(int backend) {
        return backend == 0 ? "disk drivers of domain 0 crashed: " : "domain 1 (disks) crashed: ";
    }

    @ParameterizedTest
    @EnumSource
    void aDiskThatCannotBeStartedOverIsOneMoreFault(SchedulerKind scheduler) {
        boot(scheduler, 0);
        inSubmit.set(new AssertionError("first"));
        inReset.set(new AssertionError("second"));
        fixture.guest(2).flush("sda", 1);
        fixture.run(2);
        assertThat(fixture.console())
                .contains("disk drivers of domain 0 crashed: java.lang.AssertionError: first")
                .contains("crashed: java.lang.AssertionError: second");
        assertThat(fixture.guest(2).done(1).status()).isZero();
        assertThat(fixture.halts()).isEmpty();
        assertThat(fixture.machine().restarts(0)).isEqualTo(1);
    }
}
