package io.nodev.tck.harness;

import io.nodev.common.guest.BlockCompletion;
import io.nodev.common.guest.BlockDevices;
import io.nodev.common.guest.VirtualBlockDevice;
import java.util.ArrayList;
import java.util.List;

/** A guest's use of one of its block devices, through the driver that its stack has for it. One test thread. */
public final class BlockUser {
    /**
     * A completed request.
     *
     * @param tag what it was given
     * @param data what a good read brought
     */
    public record Done(long tag, boolean good, byte[] data) {}

    private final MachineUnderTest machine;
    private final int domain;
    private final BlockDevices devices;
    private final VirtualBlockDevice device;

    /**
     * The device of a number.
     *
     * @throws IllegalArgumentException if the guest has none
     */
    public BlockUser(MachineUnderTest machine, int domain, int number) {
        this.machine = machine;
        this.domain = domain;
        this.devices = machine.blockDevices(domain);
        this.device = machine.onDomain(
                domain,
                () -> devices.all().stream()
                        .filter(each -> each.number() == number)
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalArgumentException("the guest has no such device: number=" + number)));
    }

    /** Puts a read; whether there was a slot. */
    public boolean read(long sector, int sectors, long tag) {
        return machine.onDomain(domain, () -> device.read(sector, sectors, tag));
    }

    /** Puts a write; whether there was a slot. */
    public boolean write(long sector, byte[] bytes, long tag) {
        int sectors = bytes.length / VirtualBlockDevice.SECTOR_SIZE;
        return machine.onDomain(domain, () -> device.write(sector, bytes, sectors, tag));
    }

    /** Puts a flush; whether there was a slot. */
    public boolean flush(long tag) {
        return machine.onDomain(domain, () -> device.flush(tag));
    }

    /** Shows all that was put to the other side. */
    public void submit() {
        machine.onDomain(domain, () -> {
            devices.submit();
            return null;
        });
    }

    /** Takes completions, at most so many. */
    public List<Done> take(int most) {
        return machine.onDomain(domain, () -> {
            List<Done> taken = new ArrayList<>();
            devices.complete(completion -> taken.add(done(completion)), most);
            return taken;
        });
    }

    private static Done done(BlockCompletion completion) {
        byte[] data = new byte[completion.length()];
        completion.copyTo(data, 0);
        return new Done(completion.tag(), completion.isGood(), data);
    }

    /** Requests that were put again so far because what serves the device was started again. */
    public long putAgain() {
        return device.stats().reissued();
    }
}
