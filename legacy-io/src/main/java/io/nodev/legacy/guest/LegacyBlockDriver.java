package io.nodev.legacy.guest;

import io.nodev.common.guest.BlockDevices;
import io.nodev.common.guest.BlockHandler;
import io.nodev.common.guest.NoSuchBlockDeviceException;
import io.nodev.common.guest.VirtualBlockDevice;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.hypervisor.event.Virq;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A domain's block driver: one ring for all its VBDs, and a new probe whenever the hypervisor says that they changed. The ring is
 * mapped and pages are taken when there is a VBD for the first time.
 */
public final class LegacyBlockDriver implements BlockDevices {
    private final GuestKernel kernel;
    private final BlockCalls calls;
    private final Map<Integer, LegacyBlockDevice> known = new HashMap<>();
    private List<VirtualBlockDevice> present = List.of();
    private BlockFrontend frontend;

    /**
     * Finds the domain's VBDs, up to 204 by ascending number. In a domain that has too few pages for the ring's requests they
     * are as good as none.
     */
    public LegacyBlockDriver(GuestKernel kernel) {
        this.kernel = kernel;
        this.calls = new BlockCalls(kernel);
        kernel.bindVirq(Virq.VBD_UPD, this::probe);
        probe();
    }

    private void probe() {
        int count = calls.probe();
        if (count < 0 || frontend == null && (count == 0 || !open())) {
            return;
        }
        List<VirtualBlockDevice> found = new ArrayList<>();
        for (int record = 0; record < count; record++) {
            LegacyBlockDevice device =
                    known.computeIfAbsent(calls.device(record), number -> new LegacyBlockDevice(frontend, number));
            device.update(calls.capacity(record), calls.info(record));
            found.add(device);
        }
        present = List.copyOf(found);
    }

    private boolean open() {
        if (!BlockPages.suffices(kernel.pages())) {
            return false;
        }
        frontend = new BlockFrontend(kernel, calls);
        kernel.bindVirq(Virq.BLKDEV, () -> {});
        return true;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public List<VirtualBlockDevice> all() {
        return present;
    }

    @Override
    public VirtualBlockDevice open(String name) throws NoSuchBlockDeviceException {
        for (VirtualBlockDevice device : present) {
            if (device.name().equals(name)) {
                return device;
            }
        }
        throw new NoSuchBlockDeviceException(
                name, present.stream().map(VirtualBlockDevice::name).toList());
    }

    @Override
    public void submit() {
        if (frontend != null) {
            frontend.submit();
        }
    }

    @Override
    public int complete(BlockHandler handler, int budget) {
        return frontend == null ? 0 : frontend.complete(handler, budget);
    }
}
