package io.nodev.legacy.guest;

import io.nodev.common.kernel.ProbedBlockDevice;

/** One VBD in its guest, as the last probe told of it. One that is gone refuses by itself, the hypervisor knowing it no more. */
final class LegacyBlockDevice extends ProbedBlockDevice {
    private final BlockFrontend frontend;

    LegacyBlockDevice(BlockFrontend frontend, int number) {
        super(number);
        this.frontend = frontend;
    }

    @Override
    protected boolean putRead(long sector, int count, long tag) {
        return frontend.read(this, sector, count, tag);
    }

    @Override
    protected boolean putWrite(long sector, byte[] bytes, int count, long tag) {
        return frontend.write(this, sector, bytes, count, tag);
    }

    @Override
    public boolean flush(long tag) {
        return frontend.flush(this, tag);
    }
}
