package io.nodev.devdomain;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests leave no garbage, refused ones neither. */
class BlockAllocationTest {
    private static final int WARM_UP = 40_000;
    private static final int REQUESTS = 40_000;

    /** Bytes: what is below came once in a while, not with every request. */
    private static final long SMALLEST_OBJECT = 8;

    /** Keeps 32 requests under way until none is left: reads, writes, flushes, and some that are refused. */
    private static final class Source implements Guest {
        private final byte[] bytes = new byte[16 * VirtualBlockDevice.SECTOR_SIZE];
        private final BlockHandler handler = this::done;
        private BlockDevices devices;
        private VirtualBlockDevice device;
        private int left;
        private int underWay;

        @Override
        public void start(GuestEnvironment environment) {
            devices = environment.blockDevices();
        }

        @Override
        public boolean run(int budget) {
            if (device == null) {
                device = devices.all().isEmpty() ? null : devices.all().get(0);
                return false;
            }
            boolean more = devices.complete(handler, budget) == budget;
            while (left > 0 && underWay < 32 && put()) {
                underWay++;
                left--;
            }
            devices.submit();
            return more;
        }

        private boolean put() {
            return switch (left & 7) {
                case 0 -> device.flush(0);
                case 1 -> device.read(1 << 20, 8, 0);
                case 2, 3, 4 -> device.write(left & 0xFF, bytes, 16, 0);
                default -> device.read(left & 0xFF, 16, 0);
            };
        }

        private void done(BlockCompletion completion) {
            underWay--;
            completion.copyTo(bytes, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void noRequestLeavesGarbage(int backend) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assumeThat(threads.isThreadAllocatedMemorySupported()).isTrue();
        Source source = new Source();
        DeviceDomainMachine.Builder builder = DeviceDomainMachine.builder("garbage", MachineOptions.defaults())
                .disk(MemoryDisk.of("hda", BlockFixture.HDA, 4096))
                .domain(DomainConfig.ordinary(0, "Domain-0", 256).withPrivilege(), IdleGuest::new);
        if (backend != 0) {
            builder.domain(DomainConfig.ordinary(backend, "disks", 256), IdleGuest::new);
        }
        builder.domain(DomainConfig.ordinary(2, "guest", 256), () -> source)
                .vbd(new VbdConfig(
                        BlockFixture.SDA, VbdMode.READ_WRITE, List.of(new Extent(BlockFixture.HDA, 0, 4096)), backend));
        try (DeviceDomainMachine machine =
                builder.deviceDomain(backend, List.of(), List.of("hda")).boot()) {
            run(machine, source, WARM_UP);
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            run(machine, source, REQUESTS);
            long allocated =
                    threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            assertThat(source.left + source.underWay).isZero();
            assertThat(allocated / REQUESTS).isLessThan(SMALLEST_OBJECT);
        }
    }

    private static void run(DeviceDomainMachine machine, Source source, int requests) {
        machine.scheduler().runUntilIdle(Long.MAX_VALUE);
        source.left = requests;
        machine.hypervisor().domains().find(2).wake();
        machine.scheduler().runUntilIdle(Long.MAX_VALUE);
    }
}
