package io.nodev.common.guest;

import java.util.List;

/** The block devices of a domain that has none. */
public final class NoBlockDevices implements BlockDevices {
    /** The same for every domain. */
    public NoBlockDevices() {}

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public List<VirtualBlockDevice> all() {
        return List.of();
    }

    @Override
    public VirtualBlockDevice open(String name) throws NoSuchBlockDeviceException {
        throw new NoSuchBlockDeviceException(name, List.of());
    }

    @Override
    public void submit() {
        // there is nothing to show
    }

    @Override
    public int complete(BlockHandler handler, int budget) {
        return 0;
    }
}
