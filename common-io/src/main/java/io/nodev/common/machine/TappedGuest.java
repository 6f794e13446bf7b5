package io.nodev.common.machine;

import io.nodev.common.guest.BlockDevices;
import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;
import io.nodev.common.guest.VirtualNetworkDevice;
import java.util.ArrayList;
import java.util.List;

/** A guest that runs as it always does, but whose interfaces are {@link TappedNetworkDevice}s. */
final class TappedGuest implements Guest {
    private final Guest guest;
    private final MachineTap tap;

    TappedGuest(Guest guest, MachineTap tap) {
        this.guest = guest;
        this.tap = tap;
    }

    @Override
    public void start(GuestEnvironment environment) {
        List<VirtualNetworkDevice> devices = new ArrayList<>();
        for (VirtualNetworkDevice device : environment.networkDevices()) {
            devices.add(new TappedNetworkDevice(device, tap.vif(environment.domain(), device.index())));
        }
        guest.start(new TappedEnvironment(environment, List.copyOf(devices)));
    }

    @Override
    public boolean run(int budget) {
        return guest.run(budget);
    }

    private record TappedEnvironment(GuestEnvironment environment, List<VirtualNetworkDevice> networkDevices)
            implements GuestEnvironment {
        @Override
        public int domain() {
            return environment.domain();
        }

        @Override
        public String name() {
            return environment.name();
        }

        @Override
        public long nanos() {
            return environment.nanos();
        }

        @Override
        public BlockDevices blockDevices() {
            return environment.blockDevices();
        }

        @Override
        public void log(String line) {
            environment.log(line);
        }
    }
}
