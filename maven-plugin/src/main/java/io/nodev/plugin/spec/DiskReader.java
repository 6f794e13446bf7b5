package io.nodev.plugin.spec;

import io.nodev.common.disk.DeviceNumber;
import io.nodev.plugin.diagnostic.ProblemCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads the entries of {@code disks}. */
final class DiskReader {
    private static final List<String> KEYS =
            List.of("name", "device", "driver", "image", "size", "read-only", "packed");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,14}");

    private final Path directory;
    private final BackingReader backings;
    private final DiskChecks checks;

    /**
     * @param directory where the description is
     */
    DiskReader(Path directory, DiskChecks checks) {
        this.directory = directory;
        this.backings = new BackingReader(directory);
        this.checks = checks;
    }

    List<DiskSpec> read(YamlValue value) {
        Optional<List<YamlValue>> items = value.items();
        if (items.isEmpty()) {
            checks.unreadableDisk();
        }
        List<DiskSpec> disks = new ArrayList<>();
        for (YamlValue item : items.orElse(List.of())) {
            item.map(KEYS).flatMap(this::disk).ifPresentOrElse(disks::add, checks::unreadableDisk);
        }
        return disks;
    }

    private Optional<DiskSpec> disk(YamlMap map) {
        Optional<YamlValue> nameValue = map.required("name", "name: hda");
        Optional<String> name = nameValue.flatMap(this::name);
        Optional<YamlValue> deviceValue = map.optional("device");
        Optional<Integer> device = deviceValue.isPresent()
                ? deviceValue.flatMap(DiskReader::device)
                : name.flatMap(known -> deviceOf(known, nameValue.orElseThrow()));
        device.ifPresent(number -> checks.device(
                number, deviceValue.or(() -> nameValue).orElseThrow().location()));
        Optional<DiskBacking> backing = backings.read(map);
        backing.ifPresent(known -> checks.backing(known, directory));
        return name.flatMap(known ->
                device.flatMap(number -> backing.map(sectors -> new DiskSpec(known, number, sectors, map.location()))));
    }

    private Optional<String> name(YamlValue value) {
        Optional<String> text = value.text();
        if (text.isPresent() && !NAME.matcher(text.get()).matches()) {
            value.error(
                    ProblemCode.BAD_DISK_NAME,
                    "'" + text.get() + "' is no disk name; it must be at most 15 letters, digits, '.', '_' and '-',"
                            + " with a letter first",
                    "write a name like hda or cdrom");
            return Optional.empty();
        }
        text.ifPresent(known -> checks.disk(known, value.location()));
        return text;
    }

    private static Optional<Integer> deviceOf(String name, YamlValue value) {
        Optional<Integer> number = drive(name);
        if (number.isEmpty()) {
            value.error(
                    ProblemCode.DISK_WITHOUT_DEVICE,
                    "the disk has no 'device', and its name '" + name + "' is that of no drive in Linux",
                    "add a line 'device: hdc'");
        }
        return number;
    }

    private static Optional<Integer> device(YamlValue value) {
        Optional<String> text = value.text();
        Optional<Integer> number = text.flatMap(DiskReader::drive);
        if (text.isPresent() && number.isEmpty()) {
            value.error(
                    ProblemCode.BAD_DISK_DEVICE,
                    "'" + text.get() + "' is no whole drive; drives are hda to hdt, sda to sddx and xvda to xvdp",
                    "write a device like hdc");
        }
        return number;
    }

    private static Optional<Integer> drive(String name) {
        OptionalInt number = DeviceNumber.parse(name);
        boolean whole = number.isPresent() && DeviceNumber.partition(number.getAsInt()) == 0;
        return whole ? Optional.of(number.getAsInt()) : Optional.empty();
    }
}
