package io.nodev.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import io.nodev.common.disk.Extent;
import io.nodev.common.disk.MemoryDisk;
import io.nodev.common.guest.BlockCompletion;
import io.nodev.common.guest.BlockDevices;
import io.nodev.common.guest.BlockHandler;
import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;
import io.nodev.common.guest.IdleGuest;
import io.nodev.common.guest.VirtualBlockDevice;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.machine.VbdMode;
import io.nodev.hypervisor.domain.DomainConfig;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The whole way of a block request, whatever becomes of it, leaves no garbage. */
class BlockAllocationTest {
    private static final int BATCH = 64;
    private static final int WARM_UP = 300;
    private static final int BATCHES = 150;
    private static final long SMALLEST_OBJECT = 8;

    /** Puts a batch when asked to. */
    private static final class Source implements Guest {
        private final byte[] bytes = new byte[VirtualBlockDevice.MAX_SECTORS * VirtualBlockDevice.SECTOR_SIZE];
        private final BlockHandler handler = this::completed;
        private BlockDevices devices;
        private VirtualBlockDevice device;
        private int operation;
        private long sector;
        private int left;
        private int good;
        private int bad;

        @Override
        public void start(GuestEnvironment environment) {
            devices = environment.blockDevices();
            device = devices.all().get(0);
        }

        @Override
        public boolean run(int budget) {
            devices.complete(handler, BATCH);
            while (left > 0 && put()) {
                left--;
            }
            devices.submit();
            return false;
        }

        private boolean put() {
            return switch (operation) {
                case 0 -> device.read(sector, 8, left);
                case 1 -> device.write(sector, bytes, 8, left);
                default -> device.flush(left);
            };
        }

        private void completed(BlockCompletion completion) {
            completion.copyTo(bytes, 0);
            good += completion.isGood() ? 1 : 0;
            bad += completion.isGood() ? 0 : 1;
        }
    }

    private final Source source = new Source();
    private final LegacyMachine machine = LegacyMachine.builder("m", MachineOptions.defaults())
            .disk(MemoryDisk.of("hda", 0x300, 4096))
            .domain(DomainConfig.ordinary(0, "Domain-0", 64).withPrivilege(), IdleGuest::new)
            .domain(DomainConfig.ordinary(300, "a", 1024), () -> source)
            .vbd(new VbdConfig(0x801, VbdMode.READ_WRITE, List.of(new Extent(0x300, 8, 12), new Extent(0x300, 99, 99))))
            .boot();

    private long allocatedForEachRequest(int operation, long sector) {
        source.operation = operation;
        source.sector = sector;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assumeThat(threads.isThreadAllocatedMemorySupported()).isTrue();
        long thread = Thread.currentThread().getId();
        repeat(WARM_UP);
        long before = threads.getThreadAllocatedBytes(thread);
        repeat(BATCHES);
        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        machine.close();
        return allocated / (BATCH * BATCHES);
    }

    private void repeat(int times) {
        for (int i = 0; i < times; i++) {
            source.left = BATCH;
            machine.hypervisor().domains().find(300).wake();
            machine.scheduler().runUntilIdle(TimeUnit.SECONDS.toNanos(300));
        }
    }

    @Test
    void readsOverABoundary() {
        assertThat(allocatedForEachRequest(0, 8)).isLessThan(SMALLEST_OBJECT);
        assertThat(source.good).isEqualTo((WARM_UP + BATCHES) * BATCH);
    }

    @Test
    void writes() {
        assertThat(allocatedForEachRequest(1, 40)).isLessThan(SMALLEST_OBJECT);
        assertThat(source.good).isEqualTo((WARM_UP + BATCHES) * BATCH);
    }

    @Test
    void flushes() {
        assertThat(allocatedForEachRequest(2, 0)).isLessThan(SMALLEST_OBJECT);
        assertThat(source.good).isEqualTo((WARM_UP + BATCHES) * BATCH);
    }

    @Test
    void whatIsRejected() {
        assertThat(allocatedForEachRequest(0, 4096)).isLessThan(SMALLEST_OBJECT);
        assertThat(source.bad).isEqualTo((WARM_UP + BATCHES) * BATCH);
    }
}
