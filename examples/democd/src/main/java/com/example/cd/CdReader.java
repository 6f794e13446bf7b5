package com.example.cd;

import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;
import io.nodev.common.guest.NoSuchBlockDeviceException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Reads a file from the CD in {@code hdd}: the volume descriptor, one folder after the other on the way to the file, the file.
 * Says what it found, or that its domain has no such device.
 */
public final class CdReader implements Guest {
    private static final String DEVICE = "hdd";
    private static final List<String> PATH = List.of("DOC", "WELCOME.TXT");

    private final Deque<String> ahead = new ArrayDeque<>(PATH);
    private GuestEnvironment environment;
    private CdDrive drive;
    private boolean described;
    private boolean done;

    /** A guest that has not started yet. */
    public CdReader() {}

    @Override
    public void start(GuestEnvironment given) {
        environment = given;
    }

    @Override
    public boolean run(int budget) {
        if (done || !environment.blockDevices().isReady()) {
            return false;
        }
        if (drive == null && !open()) {
            done = true;
            return false;
        }
        if (drive.advance(budget)) {
            take(drive.bytes());
        }
        return false;
    }

    private boolean open() {
        try {
            drive = new CdDrive(environment.blockDevices(), DEVICE);
        } catch (NoSuchBlockDeviceException refused) {
            environment.log(refused.getMessage());
            return false;
        }
        drive.read(Iso9660.VOLUME);
        return true;
    }

    /** What was read last: the volume descriptor, a folder on the way, or the file. */
    private void take(byte[] bytes) {
        if (bytes == null) {
            stop("cannot read " + DEVICE);
        } else if (!described) {
            describe(bytes);
        } else if (ahead.isEmpty()) {
            Iso9660.text(bytes).lines().forEach(environment::log);
            done = true;
        } else {
            enter(bytes);
        }
    }

    private void describe(byte[] descriptor) {
        described = true;
        if (!Iso9660.isVolume(descriptor)) {
            stop(DEVICE + " holds no ISO 9660 volume");
            return;
        }
        environment.log("CD001, volume " + Iso9660.volumeName(descriptor));
        drive.read(Iso9660.root(descriptor));
    }

    private void enter(byte[] folder) {
        String name = ahead.remove();
        Iso9660.Place place = Iso9660.find(folder, name);
        if (place == null) {
            stop("there is no " + name + " on the way to /" + String.join("/", PATH));
        } else {
            drive.read(place);
        }
    }

    private void stop(String why) {
        environment.log(why);
        done = true;
    }
}
