package com.example.cd;

import io.nodev.common.guest.BlockCompletion;
import io.nodev.common.guest.BlockDevices;
import io.nodev.common.guest.NoSuchBlockDeviceException;
import io.nodev.common.guest.VirtualBlockDevice;
import java.util.Arrays;

/** Reads runs of blocks from a virtual block device, as many requests at once as there is room for. */
final class CdDrive {
    private static final int SECTORS_OF_BLOCK = Iso9660.BLOCK / VirtualBlockDevice.SECTOR_SIZE;

    private final BlockDevices devices;
    private final VirtualBlockDevice device;
    private Iso9660.Place place;
    private byte[] bytes;
    private int put;
    private int got;
    private boolean failed;

    CdDrive(BlockDevices devices, String name) throws NoSuchBlockDeviceException {
        this.devices = devices;
        this.device = devices.open(name);
    }

    /** Begins to read. */
    void read(Iso9660.Place wanted) {
        place = wanted;
        int blocks = (wanted.length() + Iso9660.BLOCK - 1) / Iso9660.BLOCK;
        bytes = new byte[blocks * Iso9660.BLOCK];
        put = 0;
        got = 0;
        failed = false;
        putMore();
    }

    /** Goes on, and says whether all of it was read or failed. */
    boolean advance(int budget) {
        devices.complete(this::completed, budget);
        putMore();
        return got == bytes.length;
    }

    /** What was read, or {@code null} if a request failed. */
    byte[] bytes() {
        return failed ? null : Arrays.copyOf(bytes, place.length());
    }

    private void putMore() {
        int sectors = sectorsFrom(put);
        while (sectors > 0 && device.read(firstSector() + put / VirtualBlockDevice.SECTOR_SIZE, sectors, put)) {
            put += sectors * VirtualBlockDevice.SECTOR_SIZE;
            sectors = sectorsFrom(put);
        }
        devices.submit();
    }

    private long firstSector() {
        return (long) place.block() * SECTORS_OF_BLOCK;
    }

    private int sectorsFrom(int at) {
        return Math.min((bytes.length - at) / VirtualBlockDevice.SECTOR_SIZE, VirtualBlockDevice.MAX_SECTORS);
    }

    private void completed(BlockCompletion completion) {
        int at = (int) completion.tag();
        got += sectorsFrom(at) * VirtualBlockDevice.SECTOR_SIZE;
        if (completion.isGood()) {
            completion.copyTo(bytes, at);
        } else {
            failed = true;
        }
    }
}
