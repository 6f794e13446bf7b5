package io.nodev.tck.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.disk.DiskOperation;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.MemoryRegion;
import org.junit.jupiter.api.Test;

class FaultyMediumTest {
    private final MachineMemory memory = new MachineMemory(MemoryRegion.ofFrames(1));
    private final RecordingMedium recording = new RecordingMedium(8);
    private final FaultyMedium medium = new FaultyMedium(recording);

    @Test
    void failsSoOftenAsItWasTold() {
        medium.fail(DiskOperation.WRITE, 2);
        assertThatThrownBy(() -> medium.write(0, memory, 0, 512)).hasMessageEndingWith("operation=WRITE");
        assertThatCode(() -> medium.read(0, memory, 0, 512)).doesNotThrowAnyException();
        assertThatThrownBy(() -> medium.write(0, memory, 0, 512)).hasMessageEndingWith("operation=WRITE");
        assertThatCode(() -> medium.write(0, memory, 0, 512)).doesNotThrowAnyException();
        assertThat(recording.writes()).isEqualTo(1);
    }

    @Test
    void failsWhereItsSectorsAreBadUntilItIsHealed() {
        medium.failSectors(2, 2);
        assertThatThrownBy(() -> medium.read(512, memory, 0, 1_024)).hasMessageContaining("position=512");
        assertThatThrownBy(() -> medium.write(1_536, memory, 0, 512)).hasMessageContaining("position=1536");
        assertThatCode(() -> medium.read(0, memory, 0, 1_024)).doesNotThrowAnyException();
        assertThatCode(() -> medium.read(2_048, memory, 0, 1_024)).doesNotThrowAnyException();
        medium.heal();
        assertThatCode(() -> medium.read(512, memory, 0, 1_024)).doesNotThrowAnyException();
    }
}
