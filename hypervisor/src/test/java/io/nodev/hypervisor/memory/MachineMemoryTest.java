package io.nodev.hypervisor.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class MachineMemoryTest {
    private final MachineMemory memory = new MachineMemory(MemoryRegion.ofFrames(2));

    @Test
    void countsItsFrames() {
        assertThat(memory.frames()).isEqualTo(2);
    }

    @Test
    void splitsAnAddressIntoFrameAndOffset() {
        assertThat(MachineMemory.address(3)).isEqualTo(12_288);
        assertThat(MachineMemory.frame(12_289)).isEqualTo(3);
        assertThat(MachineMemory.offset(12_289)).isEqualTo(1);
    }

    @Test
    void readsBackLongs() {
        memory.putLong(4096, 0x0102030405060708L);
        assertThat(memory.getLong(4096)).isEqualTo(0x0102030405060708L);
        assertThat(memory.getByte(4096)).isEqualTo((byte) 8);
    }

    @Test
    void swapsOnlyWhatIsExpected() {
        assertThat(memory.compareAndPut(0, 1, 2)).isFalse();
        assertThat(memory.compareAndPut(0, 0, 2)).isTrue();
        assertThat(memory.getInt(0)).isEqualTo(2);
    }

    @Test
    void copiesFromOneFrameToAnother() {
        memory.write(0, new byte[] {1, 2, 3, 4}, 0, 4);
        memory.copy(0, 4096, 4);
        byte[] read = new byte[4];
        memory.read(4096, read, 0, 4);
        assertThat(read).containsExactly(1, 2, 3, 4);
        memory.zero(4096, 4096);
        assertThat(memory.getInt(4096)).isZero();
    }

    @Test
    void throwsOutsideTheMachine() {
        assertThatThrownBy(() -> memory.getInt(8192)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.getByte(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void refusesARegionThatIsNotDirectOrNotWholePages() {
        assertThatThrownBy(() -> new MachineMemory(() -> ByteBuffer.allocate(4096)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MachineMemory(() -> ByteBuffer.allocateDirect(4097)))
                .hasMessageEndingWith("capacity=4097");
        assertThatThrownBy(() -> MemoryRegion.ofFrames(0)).hasMessageEndingWith("frames=0");
        assertThatThrownBy(() -> MemoryRegion.ofFrames(524_288)).hasMessageEndingWith("frames=524288");
    }
}
