package io.nodev.legacy.vbd;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.disk.Extent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VbdExtentsTest {
    private static final int DISK = 0x300;
    private static final int MEMORY = 0x1000;

    private final Pieces pieces = new Pieces();

    private record Piece(int device, long first, int count, int address) {}

    /** Extents of those lengths, the first from sector 1,000 of the disk on, the next from 2,000 and so on. */
    private static VbdExtents extents(long... lengths) {
        List<Extent> all = new ArrayList<>();
        for (int i = 0; i < lengths.length; i++) {
            all.add(new Extent(DISK, 1000L * (i + 1), lengths[i]));
        }
        return VbdExtents.of(all);
    }

    private List<Piece> translate(VbdExtents extents, long first, int count) {
        pieces.clear();
        if (!extents.translate(first, count, MEMORY, pieces)) {
            return null;
        }
        List<Piece> all = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            all.add(new Piece(pieces.device(i), pieces.first(i), pieces.count(i), pieces.address(i)));
        }
        return all;
    }

    @Test
    void aRunWithinAnExtentIsOnePiece() {
        assertThat(translate(extents(100, 100), 0, 100)).containsExactly(new Piece(DISK, 1000, 100, MEMORY));
        assertThat(translate(extents(100, 100), 150, 50)).containsExactly(new Piece(DISK, 2050, 50, MEMORY));
    }

    @Test
    void aRunOverABoundaryIsTwo() {
        assertThat(translate(extents(100, 100), 96, 8))
                .containsExactly(new Piece(DISK, 1096, 4, MEMORY), new Piece(DISK, 2000, 4, MEMORY + 2048));
    }

    @Test
    void aRunOverTwoBoundariesIsRefused() {
        assertThat(translate(extents(100, 2, 100), 96, 8)).isNull();
        assertThat(translate(extents(100, 2, 100), 96, 6)).hasSize(2);
    }

    @Test
    void anEmptyExtentAfterTheBoundaryIsInTheWay() {
        assertThat(translate(extents(100, 0, 100), 96, 8)).isNull();
        assertThat(translate(extents(100, 0, 100), 100, 8)).containsExactly(new Piece(DISK, 3000, 8, MEMORY));
    }

    @Test
    void nothingLiesBeyondTheEnd() {
        assertThat(translate(extents(100), 93, 8)).isNull();
        assertThat(translate(extents(100), 100, 1)).isNull();
        assertThat(translate(extents(100), -1, 1)).isNull();
        assertThat(translate(extents(100), Long.MIN_VALUE, 511)).isNull();
        assertThat(translate(extents(), 0, 1)).isNull();
    }

    @Test
    void takesNumbersAsUnsigned() {
        VbdExtents vast = VbdExtents.NONE.with(DISK, 5, -1);
        assertThat(translate(vast, 1L << 63, 8)).containsExactly(new Piece(DISK, (1L << 63) + 5, 8, MEMORY));
        assertThat(translate(vast, -3, 8)).isNull();
    }

    @Test
    void changesLeaveTheOldOnesAlone() {
        VbdExtents one = extents(100);
        VbdExtents two = one.with(DISK, 7, 8);
        assertThat(two.capacity()).isEqualTo(108);
        assertThat(two.withoutLast().capacity()).isEqualTo(100);
        assertThat(one.count()).isOne();
    }
}
