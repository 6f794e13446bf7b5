package io.nodev.legacy.vbd;

import static io.nodev.hypervisor.Errno.EINVAL;
import static io.nodev.legacy.vbd.BlockLab.A;
import static io.nodev.legacy.vbd.BlockLab.VBD;
import static io.nodev.legacy.vbd.RawBlockGuest.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.hypervisor.HypervisorFault;
import io.nodev.hypervisor.memory.FrameTable;
import org.junit.jupiter.api.Test;

/** The end of a domain, and of a driver. */
class BlockTeardownTest {
    private final BlockLab lab = new BlockLab();
    private final RawBlockGuest a = lab.guest(A);
    private final int before = owned(FrameTable.FREE) + owned(A);

    private int owned(int owner) {
        return lab.hypervisor.frames().owned(owner);
    }

    @Test
    void freesEverythingADomainHad() {
        lab.give();
        a.status(READ, 0, a.segment(a.page(), 8));
        lab.hypervisor.destroyDomain(lab.domain(A));
        assertThat(owned(FrameTable.FREE)).isEqualTo(before);
        assertThat(owned(FrameTable.HYPERVISOR)).isZero();
        assertThat(lab.disks.find(A)).isNull();
        assertThat(lab.changes.shrink(A, VBD)).isEqualTo(-EINVAL);
    }

    @Test
    void keepsPagesThatADiskStillWritesUntilItIsDone() {
        lab.give();
        lab.hda.hold();
        a.put(1, READ, 0, a.segment(a.page(), 8), a.segment(a.page(), 8));
        a.put(2, READ, 8, a.segment(a.page(), 8));
        a.signal();
        lab.hypervisor.destroyDomain(lab.domain(A));
        assertThat(owned(FrameTable.HYPERVISOR)).isEqualTo(4);
        assertThat(owned(FrameTable.FREE)).isEqualTo(before - 4);

        lab.hda.finish();
        lab.run();
        assertThat(owned(FrameTable.FREE)).isEqualTo(before);
        assertThat(owned(FrameTable.HYPERVISOR)).isZero();
        assertThat(lab.disks.inFlight()).isZero();
        assertThat(lab.panics).isEmpty();
    }

    @Test
    void takesNothingMoreFromTheRingOfADeadDomain() {
        lab.give();
        lab.hda.hold();
        for (int i = 0; i < 64; i++) {
            lab.guest(0)
                    .putRaw(
                            i,
                            BlockLab.HDA,
                            READ,
                            1,
                            i,
                            lab.guest(0).segment(lab.guest(0).page(), 1));
        }
        lab.guest(0).signal();
        a.put(1, READ, 0, a.segment(a.page(), 8));
        a.signal();
        lab.hypervisor.destroyDomain(lab.domain(A));
        lab.hda.finish();
        lab.run();
        assertThat(lab.hda.asked).hasSize(64);
        assertThat(owned(FrameTable.HYPERVISOR)).isZero();
    }

    @Test
    void sendsPiecesOfADeadDomainThatTheDiskHadNoRoomFor() {
        lab.give();
        lab.hda.limit(1);
        lab.hda.hold();
        a.put(1, READ, 0, a.segment(a.page(), 8), a.segment(a.page(), 8));
        a.signal();
        lab.hypervisor.destroyDomain(lab.domain(A));
        lab.hda.finish();
        lab.run();
        assertThat(lab.hda.asked).hasSize(2);
        assertThat(owned(FrameTable.FREE)).isEqualTo(before);
    }

    @Test
    void aDriverFaultComesOutOfTheCallThatMetIt() {
        lab.give();
        lab.hda.burn();
        a.put(1, READ, 0, a.segment(a.page(), 8));
        assertThatThrownBy(a::signal).isInstanceOf(HypervisorFault.class).hasRootCauseMessage("the device is on fire");
        assertThatThrownBy(() -> a.op(1)).isInstanceOf(HypervisorFault.class);
    }
}
