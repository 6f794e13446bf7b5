package io.nodev.devdomain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;
import io.nodev.common.guest.PacketHandler;
import io.nodev.common.guest.VirtualNetworkDevice;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.common.packet.MacAddress;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** The whole path of a frame, from one guest to another and to the wire, leaves no garbage. */
class MachineAllocationTest {
    private static final int BATCH = 64;
    private static final int WARM_UP = 400;
    private static final int BATCHES = 160;

    /** Bytes: what is below came once in a while, not with every frame. */
    private static final long SMALLEST_OBJECT = 8;

    private static final MacAddress OUTSIDE = MacAddress.parse("52:54:00:12:34:64");

    /** Sends a batch when asked to, and discards what comes. */
    private static final class Source implements Guest {
        private static final PacketHandler DISCARD = (bytes, offset, length) -> {};
        private VirtualNetworkDevice device;
        private byte[] frame;
        private int left;

        @Override
        public void start(GuestEnvironment environment) {
            device = environment.networkDevices().get(0);
        }

        @Override
        public boolean run(int budget) {
            boolean more = device.receive(DISCARD, budget) == budget;
            while (left > 0 && device.transmit(frame, 0, frame.length)) {
                left--;
            }
            return more;
        }
    }

    private final Source sender = new Source();
    private final Source receiver = new Source();
    private final Discard discard = new Discard();

    private void send(MachineFixture machine, int domain, Source source, int batches) {
        for (int i = 0; i < batches; i++) {
            source.left = BATCH;
            machine.machine().hypervisor().domains().find(domain).wake();
            machine.machine().scheduler().runUntilIdle(Long.MAX_VALUE);
            machine.outside().poll(discard, 1000);
        }
    }

    private long allocatedForEachFrame(MacAddress to, int backend) {
        return allocatedForEachFrame(to, new MachineFixture.Kind(SchedulerKind.COOPERATIVE, backend, ""));
    }

    private long allocatedForEachFrame(MacAddress to, MachineFixture.Kind kind) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assumeThat(threads.isThreadAllocatedMemorySupported()).isTrue();
        try (MachineFixture machine = new MachineFixture(kind, sender, receiver)) {
            receiver.frame = MachineFixture.frame(MacAddress.BROADCAST, MachineFixture.address(3), 60);
            send(machine, 3, receiver, 1);
            sender.frame = MachineFixture.frame(to, MachineFixture.address(2), 600);
            send(machine, 2, sender, WARM_UP);
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            send(machine, 2, sender, BATCHES);
            long allocated =
                    threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            assertThat(machine.vif(2).txFrames()).isGreaterThanOrEqualTo((long) (WARM_UP + BATCHES - 1) * BATCH);
            return allocated / (BATCH * BATCHES);
        }
    }

    @Test
    void fromGuestToGuest() {
        assertThat(allocatedForEachFrame(MachineFixture.address(3), 0)).isLessThan(SMALLEST_OBJECT);
    }

    @Test
    void fromGuestToGuestByADeviceDomainThatIsNotDomain0() {
        assertThat(allocatedForEachFrame(MachineFixture.address(3), 1)).isLessThan(SMALLEST_OBJECT);
    }

    @Test
    void fromGuestToTheWire() {
        assertThat(allocatedForEachFrame(OUTSIDE, 0)).isLessThan(SMALLEST_OBJECT);
    }

    @Test
    void fromGuestToEverybody() {
        assertThat(allocatedForEachFrame(MacAddress.BROADCAST, 0)).isLessThan(SMALLEST_OBJECT);
    }

    @Test
    void fromGuestToEverybodyThroughAFirewallThatRewritesAndCounts() {
        String firewall = """
                table bridge b {
                    set stations {
                        type ether_addr
                        elements = { aa:00:00:00:00:02, aa:00:00:00:00:03 }
                    }
                    chain in { type filter hook prerouting priority 0; counter ether daddr set ff:ff:ff:ff:ff:ff; }
                    chain across {
                        type filter hook forward priority 0; policy drop;
                        oifname "eth0" ether saddr @stations ether saddr set aa:00:00:00:00:01 counter accept
                        oifname "vif3.0" counter accept
                    }
                }
                table netdev n {
                    chain first { type filter hook ingress device "vif2.0" priority 0; counter; }
                    chain last { type filter hook egress device "eth0" priority 0; meta length > 1000 drop; }
                }
                """;
        assertThat(allocatedForEachFrame(OUTSIDE, new MachineFixture.Kind(SchedulerKind.COOPERATIVE, 0, firewall)))
                .isLessThan(SMALLEST_OBJECT);
    }
}
