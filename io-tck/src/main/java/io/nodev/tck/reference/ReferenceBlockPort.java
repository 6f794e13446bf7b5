package io.nodev.tck.reference;

import io.nodev.common.disk.DiskOperation;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.machine.VbdConfig;
import io.nodev.tck.harness.BlockRequest;
import io.nodev.tck.harness.BlockResponse;
import io.nodev.tck.harness.StackCapability;
import io.nodev.tck.harness.UnsupportedCapabilityException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A block ring without a ring: requests are served in order, one sector at a time, when the machine runs. */
class ReferenceBlockPort implements ServedBlockPort {
    private static final int ERROR = -1;
    private static final int MAX_PIECES = 12;

    private final GuestKernel kernel;
    private final ReferenceVbds vbds;
    private final int page;
    private final Deque<BlockRequest> filled = new ArrayDeque<>();
    private final Deque<BlockRequest> pushed = new ArrayDeque<>();
    private final List<BlockResponse> responses = new ArrayList<>();
    private final Map<Integer, byte[]> buffers = new HashMap<>();
    private int notifications;

    ReferenceBlockPort(ReferenceMachine machine, int domain, List<VbdConfig> vbds) {
        this.kernel = machine.kernel(domain);
        this.vbds = new ReferenceVbds(machine.disks(), vbds);
        this.page = kernel.pages().take();
    }

    @Override
    public final boolean serve() {
        boolean worked = !pushed.isEmpty();
        while (!pushed.isEmpty()) {
            BlockRequest request = pushed.remove();
            answer(new BlockResponse(request.id(), request.operation(), status(request)));
        }
        return worked;
    }

    /** Puts a response and notifies. */
    void answer(BlockResponse response) {
        responses.add(response);
        notifications++;
    }

    private int status(BlockRequest request) {
        VbdConfig vbd = vbds.find(request.device());
        boolean writes = request.operation() == BlockRequest.WRITE;
        if (vbd == null || !isKnown(request) || writes && !mayWrite(vbd)) {
            return ERROR;
        }
        return request.operation() == BlockRequest.FLUSH ? flush(vbd) : move(request, vbd);
    }

    /** Whether requests may change a VBD. */
    boolean mayWrite(VbdConfig vbd) {
        return vbd.mode().isWritable();
    }

    private static boolean isKnown(BlockRequest request) {
        int segments = request.segments().size();
        return switch (request.operation()) {
            case BlockRequest.READ, BlockRequest.WRITE ->
                segments >= 1
                        && segments <= BlockRequest.MAX_SEGMENTS
                        && request.segments().stream().allMatch(sectors -> sectors >= 1);
            case BlockRequest.FLUSH -> segments == 0;
            default -> false;
        };
    }

    /** Makes what was written last. */
    int flush(VbdConfig vbd) {
        return !vbd.mode().isWritable() || vbds.flush() ? 0 : ERROR;
    }

    private int move(BlockRequest request, VbdConfig vbd) {
        int pieces = 0;
        long sector = request.sector();
        for (int sectors : request.segments()) {
            int crossed = extentOf(vbd, sector + sectors - 1) - extentOf(vbd, sector);
            if (extentOf(vbd, sector) < 0 || extentOf(vbd, sector + sectors - 1) < 0 || crossed > 1) {
                return ERROR;
            }
            pieces += 1 + crossed;
            sector += sectors;
        }
        return pieces <= MAX_PIECES && moveSectors(request, vbd) ? 0 : ERROR;
    }

    private boolean moveSectors(BlockRequest request, VbdConfig vbd) {
        boolean all = true;
        for (int i = 0; i < request.sectors(); i++) {
            all &= moveSector(request, vbd, i);
        }
        return all;
    }

    private boolean moveSector(BlockRequest request, VbdConfig vbd, int index) {
        int at = index * BlockRequest.SECTOR;
        boolean writes = request.operation() == BlockRequest.WRITE;
        if (writes) {
            kernel.memory().write(page, request.data(), at, BlockRequest.SECTOR);
        }
        long sector = placeOf(request, index);
        DiskOperation operation = writes ? DiskOperation.WRITE : DiskOperation.READ;
        boolean good = vbds.move(vbd, extentOf(vbd, sector), sector, operation, kernel.memory(), page);
        if (good && !writes) {
            kernel.memory().read(page, buffer(request), at, BlockRequest.SECTOR);
        }
        return good;
    }

    /** The VBD's sector that the one at {@code index} of a request is. */
    long placeOf(BlockRequest request, int index) {
        return request.sector() + index;
    }

    /** Which extent a sector lies in, or -1 if it lies in none. */
    int extentOf(VbdConfig vbd, long sector) {
        return ReferenceVbds.extentOf(vbd, sector);
    }

    private byte[] buffer(BlockRequest request) {
        byte[] known = buffers.get(request.id());
        if (known == null || known.length != request.sectors() * BlockRequest.SECTOR) {
            known = new byte[request.sectors() * BlockRequest.SECTOR];
            buffers.put(request.id(), known);
        }
        return known;
    }

    @Override
    public final int domain() {
        return kernel.gate().domain();
    }

    @Override
    public final void fill(BlockRequest request) {
        if (request.segments().stream().anyMatch(sectors -> sectors > BlockRequest.SECTORS_PER_PAGE)) {
            throw new UnsupportedCapabilityException(StackCapability.LONG_SEGMENTS);
        }
        filled.add(request);
    }

    @Override
    public final void push() {
        pushed.addAll(filled);
        filled.clear();
    }

    @Override
    public final List<BlockResponse> take() {
        List<BlockResponse> taken = List.copyOf(responses);
        responses.clear();
        return taken;
    }

    @Override
    public final byte[] data(BlockRequest request) {
        return buffer(request).clone();
    }

    @Override
    public final int notifications() {
        return notifications;
    }
}
