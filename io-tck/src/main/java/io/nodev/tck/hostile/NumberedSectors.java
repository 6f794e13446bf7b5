package io.nodev.tck.hostile;

import io.nodev.common.machine.VbdConfig;
import io.nodev.tck.harness.BlockRequest;
import io.nodev.tck.harness.BlockResponse;
import io.nodev.tck.harness.RawBlockPort;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A correct guest's writes and reads of a VBD of its own, each of which must be answered once, and well, and each read brings
 * what was written there last. Requests that are under way at once are of different sectors.
 */
final class NumberedSectors {
    private static final int SLICES = 8;
    private static final int MOST_SECTORS = 24;

    private final RawBlockPort port;
    private final int device;
    private final byte mark;
    private final int sliceSectors;
    private final byte[] expected;
    private final BlockRequest[] underWay = new BlockRequest[SLICES];
    private int number;

    NumberedSectors(RawBlockPort port, VbdConfig vbd) {
        this.port = port;
        this.device = vbd.device();
        this.mark = MachineAudit.mark(port.domain());
        int sectors = vbd.extents().stream()
                .mapToInt(extent -> (int) extent.sectors())
                .sum();
        this.sliceSectors = sectors / SLICES;
        this.expected = new byte[sectors * BlockRequest.SECTOR];
        Arrays.fill(expected, mark);
    }

    /** Puts a request, unless the one before in that place is still under way; the machine need not be at rest. */
    void ask() {
        int slice = number++ % SLICES;
        if (underWay[slice] != null) {
            return;
        }
        int count = 1 + number * 7 % Math.min(sliceSectors, MOST_SECTORS);
        int sector = slice * sliceSectors + number * 5 % (sliceSectors - count + 1);
        BlockRequest request = number / SLICES % 2 == 0
                ? BlockRequest.write(device, sector, numbered(count))
                : BlockRequest.read(device, sector, count);
        underWay[slice] = request.withId(slice);
        port.fill(underWay[slice]);
        port.push();
    }

    /** The guest's own mark, and a number in every sector. */
    private byte[] numbered(int sectors) {
        byte[] data = new byte[sectors * BlockRequest.SECTOR];
        Arrays.fill(data, mark);
        for (int i = 0; i < sectors; i++) {
            ByteBuffer.wrap(data).putInt(i * BlockRequest.SECTOR, number << 8 | i);
        }
        return data;
    }

    /** Takes what was answered. */
    void take() {
        port.take().forEach(this::answered);
    }

    private void answered(BlockResponse response) {
        int slice = response.id();
        BlockRequest request = slice < 0 || slice >= SLICES ? null : underWay[slice];
        if (request == null || request.operation() != response.operation()) {
            throw new AssertionError("H11: an answer that nobody asked for: " + response);
        }
        underWay[slice] = null;
        if (response.status() != 0) {
            throw new AssertionError("H11: a correct request failed: " + response + " sector=" + request.sector());
        }
        int from = (int) request.sector() * BlockRequest.SECTOR;
        if (request.operation() == BlockRequest.WRITE) {
            System.arraycopy(request.data(), 0, expected, from, request.data().length);
            return;
        }
        byte[] read = port.data(request);
        int different = Arrays.mismatch(read, Arrays.copyOfRange(expected, from, from + read.length));
        if (different >= 0) {
            throw new AssertionError("H11: other bytes than were written: sector="
                    + (request.sector() + different / BlockRequest.SECTOR));
        }
    }

    /** That nothing is left to be answered; to be asked when the machine is at rest. */
    void requireAnswered() {
        List<BlockRequest> left =
                Arrays.stream(underWay).filter(each -> each != null).toList();
        if (!left.isEmpty()) {
            throw new AssertionError("H11: not answered: requests=" + left.size() + " sector="
                    + left.get(0).sector());
        }
    }
}
