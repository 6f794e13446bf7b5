package io.nodev.tck.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.DiskOperation;
import io.nodev.common.disk.DiskTransfer;
import io.nodev.common.disk.MemoryDisk;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.MemoryRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiskHoldTest {
    private final MachineMemory memory = new MachineMemory(MemoryRegion.ofFrames(1));
    private final DiskHold hold = new DiskHold(7);
    private final Disk disk = hold.around(MemoryDisk.of("hda", 0x300, 64));
    private final DiskTransfer transfer = new DiskTransfer();
    private final AtomicInteger interrupts = new AtomicInteger();
    private final List<Integer> cookies = new ArrayList<>();

    private void submit(Disk to, int transfers) {
        for (int i = 0; i < transfers; i++) {
            memory.putByte(i, (byte) i);
            assertThat(to.submit(transfer.of(DiskOperation.WRITE, i, 1).at(memory, i), i))
                    .isTrue();
        }
    }

    private int poll(Disk from) {
        return from.poll((cookie, good) -> cookies.add(cookie), 100);
    }

    @Test
    void completesEveryTransferOnceAndOutOfOrder() {
        disk.setInterrupt(interrupts::incrementAndGet);
        submit(disk, 50);
        assertThat(interrupts).hasValue(1);
        assertThat(disk.poll((cookie, good) -> cookies.add(cookie), 20)).isEqualTo(20);
        assertThat(poll(disk)).isEqualTo(30);
        assertThat(cookies)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 50).boxed().toList())
                .isNotEqualTo(IntStream.range(0, 50).boxed().toList());
        assertThat(disk.stats().sectorsWritten()).isEqualTo(50);
    }

    @Test
    void keepsBackAndLetsGo() {
        disk.setInterrupt(interrupts::incrementAndGet);
        hold.hold();
        submit(disk, 10);
        assertThat(interrupts).hasValue(0);
        assertThat(poll(disk)).isZero();
        assertThat(hold.waiting()).isEqualTo(10);
        assertThat(disk.stats().writes()).as("not done before it is completed").isZero();
        hold.letGo(3);
        assertThat(interrupts).hasValue(1);
        assertThat(poll(disk)).isEqualTo(3);
        assertThat(poll(disk)).isZero();
        hold.letAllGo();
        assertThat(interrupts).hasValue(2);
        assertThat(poll(disk)).isEqualTo(7);
        assertThat(cookies).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void forgetsWhatAFormerOwnerSubmitted() {
        hold.hold();
        submit(disk, 10);
        Disk next = disk.reset();
        next.setInterrupt(interrupts::incrementAndGet);
        hold.letAllGo();
        assertThat(poll(disk)).isZero();
        assertThat(disk.submit(transfer.flush(), 99)).isFalse();
        assertThat(poll(next)).isZero();
        submit(next, 1);
        assertThat(interrupts).hasValue(1);
        assertThat(poll(next)).isEqualTo(1);
        assertThat(next.stats().writes()).isEqualTo(1);
    }
}
