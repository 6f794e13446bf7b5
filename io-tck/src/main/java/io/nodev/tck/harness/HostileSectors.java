package io.nodev.tck.harness;

import io.nodev.common.disk.Extent;
import io.nodev.common.machine.VbdConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The block requests of a guest that lies, when it does not: of its own VBDs, and allowed there but for now and then. */
final class HostileSectors {
    private static final int FEW_SEGMENTS = 3;
    private static final int KINDS = 8;

    private final RingBlockPort port;
    private final List<VbdConfig> vbds;

    HostileSectors(RingBlockPort port, List<VbdConfig> vbds) {
        this.port = port;
        this.vbds = List.copyOf(vbds);
    }

    /** Puts the next one. */
    void put(int id, Random random) {
        VbdConfig vbd = vbds.get(random.nextInt(vbds.size()));
        int kind = random.nextInt(KINDS);
        if (kind == 0) {
            port.put(BlockRequest.flush(vbd.device()).withId(id));
            return;
        }
        boolean reads = kind > KINDS / 2 || !vbd.mode().isWritable() && random.nextInt(4) != 0;
        int operation = reads ? BlockRequest.READ : BlockRequest.WRITE;
        List<Integer> segments = segments(random);
        int sectors = segments.stream().mapToInt(Integer::intValue).sum();
        long capacity = vbd.extents().stream().mapToLong(Extent::sectors).sum();
        long last = Math.max(0, capacity - sectors);
        long sector = random.nextInt(4) == 0 ? last : random.nextInt((int) last + 1);
        port.put(new BlockRequest(id, operation, vbd.device(), sector, segments, new byte[0]));
    }

    private static List<Integer> segments(Random random) {
        boolean all = random.nextInt(KINDS) == 0;
        int count = all ? BlockRequest.MAX_SEGMENTS : 1 + random.nextInt(FEW_SEGMENTS);
        List<Integer> segments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            segments.add(all ? BlockRequest.SECTORS_PER_PAGE : 1 + random.nextInt(BlockRequest.SECTORS_PER_PAGE));
        }
        return segments;
    }
}
