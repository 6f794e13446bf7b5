package io.nodev.common.guest;

/** Reads a block device from its first sector to its last. */
final class ReadPass extends BlockPass {
    /** Sees what was read, in order; what could not be read is left out. */
    @FunctionalInterface
    interface Sink {
        /**
         * @param bytes holds them from offset 0 on during this call only
         */
        void sectors(long first, byte[] bytes, int sectors);
    }

    private final Sink sink;
    private final byte[][] buffers = new byte[DEPTH][VirtualBlockDevice.MAX_SECTORS * VirtualBlockDevice.SECTOR_SIZE];

    ReadPass(VirtualBlockDevice device, Sink sink) {
        super(device);
        this.sink = sink;
    }

    @Override
    boolean put(long request) {
        return device().read(firstSector(request), sectorsOf(request), request);
    }

    @Override
    void arrived(long request, BlockCompletion completion) {
        completion.copyTo(buffers[slot(request)], 0);
    }

    @Override
    void inOrder(long request) {
        sink.sectors(firstSector(request), buffers[slot(request)], sectorsOf(request));
    }
}
