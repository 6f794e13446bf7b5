package io.nodev.common.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.disk.DiskUse;
import io.nodev.common.disk.Extent;
import io.nodev.common.disk.SharingPolicy;
import io.nodev.common.disk.VbdKey;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a VBD may grow by, also while nobody reports it. */
class CheckedVbdsTest {
    private static final int HDA = 0x300;
    private static final Extent READ_BY_OTHERS = new Extent(HDA, 0, 10);
    private static final Extent OWN = new Extent(HDA, 100, 10);

    /** VBDs that are told of as a test says. */
    private static final class ToldVbds implements VbdControl {
        private final List<DiskUse> uses = new ArrayList<>();
        private final List<VbdReport> reports = new ArrayList<>();
        private final List<Extent> grown = new ArrayList<>();

        @Override
        public void create(int domain, VbdConfig vbd) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void grow(int domain, int device, Extent extent) {
            grown.add(extent);
        }

        @Override
        public void shrink(int domain, int device) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void destroy(int domain, int device) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<DiskUse> uses() {
            return uses;
        }

        @Override
        public List<VbdReport> reports() {
            return reports;
        }
    }

    private final ToldVbds told = new ToldVbds();
    private final CheckedVbds vbds = new CheckedVbds(told, SharingPolicy.asDocumented(0));

    CheckedVbdsTest() {
        told.uses.add(new DiskUse(new VbdKey(1, HDA), READ_BY_OTHERS, false));
    }

    private void report(VbdMode mode) {
        told.reports.add(new VbdReport(2, HDA, 0, mode, new TreeMap<>(), 0, 0, 0, 0, 0));
    }

    private void assertRefused() {
        assertThatThrownBy(() -> vbds.grow(2, HDA, READ_BY_OTHERS)).isInstanceOf(SharingRefusedException.class);
        assertThat(told.grown).isEmpty();
    }

    private void assertGrown() {
        vbds.grow(2, HDA, READ_BY_OTHERS);
        assertThat(told.grown).containsExactly(READ_BY_OTHERS);
    }

    @Test
    void aWriterThatNobodyReportsIsStillAWriter() {
        told.uses.add(new DiskUse(new VbdKey(2, HDA), OWN, true));
        assertRefused();
    }

    @Test
    void aReaderThatNobodyReportsIsStillAReader() {
        told.uses.add(new DiskUse(new VbdKey(2, HDA), OWN, false));
        assertGrown();
    }

    @Test
    void aVbdThatUsesNothingIsWhatItsReportSays() {
        report(VbdMode.READ_ONLY);
        assertGrown();
    }

    @Test
    void aWriterThatUsesNothingIsAWriter() {
        report(VbdMode.READ_WRITE);
        assertRefused();
    }

    @Test
    void aVbdThatNobodyKnowsIsTakenForAWriter() {
        assertRefused();
    }
}
