package io.nodev.devdomain.blkfront;

import io.nodev.common.guest.NoSuchBlockDeviceException;
import io.nodev.common.guest.VirtualBlockDevice;
import io.nodev.devdomain.layout.BlkRingLayout;
import io.nodev.hypervisor.memory.Memory;
import java.util.ArrayList;
import java.util.List;

/** The devices that the last probe showed; one that is there still stays the same object. */
final class DeviceList {
    private static final long LOW = 0xFFFF_FFFFL;

    private final Blkfront front;
    private volatile List<VirtualBlockDevice> devices = List.of();
    private volatile boolean known;

    DeviceList(Blkfront front) {
        this.front = front;
    }

    boolean isKnown() {
        return known;
    }

    List<VirtualBlockDevice> all() {
        return devices;
    }

    void setNone() {
        known = true;
    }

    VirtualBlockDevice open(String name) throws NoSuchBlockDeviceException {
        for (VirtualBlockDevice each : devices) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        throw new NoSuchBlockDeviceException(
                name, devices.stream().map(VirtualBlockDevice::name).toList());
    }

    /**
     * Takes the answer of a probe. A backend that refused it shows no device.
     *
     * @param status how many records there are, or negative
     */
    void probed(Memory memory, int page, int status) {
        List<VirtualBlockDevice> found = new ArrayList<>();
        for (int i = 0; i < Math.min(status, BlkRingLayout.MAX_RECORDS); i++) {
            int record = page + i * BlkRingLayout.RECORD_SIZE;
            int number = memory.getShort(record + BlkRingLayout.RECORD_DEVICE) & 0xFFFF;
            long sectors = memory.getInt(record + BlkRingLayout.RECORD_CAPACITY) & LOW
                    | (long) memory.getInt(record + BlkRingLayout.RECORD_CAPACITY + Integer.BYTES) << Integer.SIZE;
            BlkfrontDevice device = device(number);
            device.update(Math.max(0, sectors), memory.getShort(record + BlkRingLayout.RECORD_INFO) & 0xFFFF);
            found.add(device);
        }
        devices = List.copyOf(found);
        known = true;
    }

    private BlkfrontDevice device(int number) {
        for (VirtualBlockDevice each : devices) {
            if (each.number() == number) {
                return (BlkfrontDevice) each;
            }
        }
        return new BlkfrontDevice(front, number);
    }
}
