package io.nodev.plugin.spec;

import io.nodev.common.disk.DeviceNumber;
import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.DidYouMean;
import io.nodev.plugin.diagnostic.ProblemCode;
import io.nodev.plugin.diagnostic.SourceLocation;
import java.nio.file.Path;

/** Holds that disks, their numbers, images and owners name each other rightly. */
final class DiskChecks {
    private final Claims<String> disks = new Claims<>();
    private final Claims<Integer> devices = new Claims<>();
    private final ImageClaims images = new ImageClaims();
    private final Claims<String> owned = new Claims<>();
    private boolean unreadableDisk;
    private boolean declared;

    void disk(String name, SourceLocation at) {
        disks.add(name, "disk " + name, at);
    }

    void device(int number, SourceLocation at) {
        devices.add(number, DeviceNumber.name(number), at);
    }

    /**
     * @param directory where the description is
     */
    void backing(DiskBacking backing, Path directory) {
        images.add(backing, directory);
    }

    /** Notes a disk that could not be read, so that nobody is told that a disk is missing which may be this one. */
    void unreadableDisk() {
        unreadableDisk = true;
    }

    /** Notes that there is a list of device domains; without one, domain 0 is the only one and owns every disk. */
    void declared() {
        declared = true;
    }

    void owns(String owner, String disk, SourceLocation at) {
        owned.add(disk, owner, at);
    }

    /** Whether a disk could not be read, so that nobody knows which names there are. */
    boolean isIncomplete() {
        return unreadableDisk;
    }

    /** Whether no disk has this name, as far as one can know. */
    boolean isMissing(String name) {
        return !unreadableDisk && !disks.has(name);
    }

    /** What to do about a name that no disk has. */
    String meant(String name) {
        return DidYouMean.among(disks.keys(), name)
                .map(word -> "write '" + word + "'")
                .orElse("add it to 'disks', or name another disk");
    }

    /** The disks there are, as messages list them. */
    String listed() {
        return disks.keys().isEmpty() ? "there are none" : "the disks are " + String.join(", ", disks.keys());
    }

    void report(Diagnostics diagnostics) {
        disks.forEachRepeat((again, first) -> diagnostics.error(
                again.location(),
                ProblemCode.DUPLICATE_DISK,
                "disk name '" + again.key() + "' is used twice; the first time in line "
                        + first.location().line(),
                "give each disk its own name"));
        devices.forEachRepeat((again, first) -> diagnostics.error(
                again.location(),
                ProblemCode.DUPLICATE_DISK_DEVICE,
                "two disks are " + again.owner() + "; the first is in line "
                        + first.location().line(),
                "give each disk its own 'device'"));
        images.report(diagnostics);
        if (declared) {
            reportOwners(diagnostics);
        }
    }

    private void reportOwners(Diagnostics diagnostics) {
        owned.forEachRepeat((again, first) -> diagnostics.error(
                again.location(),
                ProblemCode.DISK_OWNED_TWICE,
                "disk '" + again.key() + "' is given twice; the first time in line "
                        + first.location().line() + ", to " + first.owner(),
                "give each disk to one device domain, once"));
        owned.all().stream()
                .filter(claim -> isMissing(claim.key()))
                .forEach(claim -> diagnostics.error(
                        claim.location(),
                        ProblemCode.UNKNOWN_DISK,
                        "there is no disk '" + claim.key() + "' in 'disks'; " + listed(),
                        meant(claim.key())));
        disks.all().stream()
                .filter(claim -> !owned.has(claim.key()))
                .forEach(claim -> diagnostics.warning(
                        claim.location(),
                        ProblemCode.DISK_WITHOUT_OWNER,
                        "disk '" + claim.key()
                                + "' belongs to no device domain; nothing drives it in a device-domain build",
                        "name it in the 'disks' of a device domain"));
    }
}
