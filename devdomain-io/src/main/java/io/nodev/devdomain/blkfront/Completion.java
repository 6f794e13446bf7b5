package io.nodev.devdomain.blkfront;

import io.nodev.common.guest.BlockCompletion;
import io.nodev.common.guest.VirtualBlockDevice;
import io.nodev.devdomain.layout.BlkRingLayout;
import io.nodev.hypervisor.memory.AddressSpace;

/** The completion that is being handed over. Reused. */
final class Completion implements BlockCompletion {
    private final AddressSpace memory;
    private ShadowRequest request;
    private int status;

    Completion(AddressSpace memory) {
        this.memory = memory;
    }

    void set(ShadowRequest done, int answered) {
        request = done;
        status = answered;
    }

    @Override
    public VirtualBlockDevice device() {
        return request.device();
    }

    @Override
    public long tag() {
        return request.tag();
    }

    @Override
    public boolean isGood() {
        return status == BlkRingLayout.STATUS_OKAY;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public int length() {
        boolean read = request.operation() == BlkRingLayout.READ;
        return read && isGood() ? request.sectors() * VirtualBlockDevice.SECTOR_SIZE : 0;
    }

    @Override
    public void copyTo(byte[] into, int at) {
        if (length() != 0) {
            request.copyTo(memory, into, at);
        }
    }
}
