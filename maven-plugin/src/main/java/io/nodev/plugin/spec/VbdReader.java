package io.nodev.plugin.spec;

import io.nodev.common.disk.DeviceNumber;
import io.nodev.common.machine.VbdMode;
import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the entries of {@code vbds}: text as in 2004, {@code phy:cdrom,hdd,r}, or a map of the same. */
final class VbdReader {
    private static final List<String> KEYS = List.of("uname", "device", "mode", "backend");
    private static final int FIELDS = 3;

    private final DeviceDomainChecks deviceDomains;
    private final VbdTargets targets;
    private final Diagnostics diagnostics;

    VbdReader(DeviceDomainChecks deviceDomains, VbdTargets targets, Diagnostics diagnostics) {
        this.deviceDomains = deviceDomains;
        this.targets = targets;
        this.diagnostics = diagnostics;
    }

    /**
     * @param domain the id of their domain as messages show it
     */
    List<VbdSpec> read(YamlValue value, String domain) {
        List<VbdSpec> vbds = new ArrayList<>();
        Claims<Integer> devices = new Claims<>();
        for (YamlValue item : value.items().orElse(List.of())) {
            wanted(item, domain).ifPresent(wanted -> {
                devices.add(wanted.device(), wanted.shown(), item.location());
                targets.resolve(wanted).ifPresent(vbds::add);
            });
        }
        devices.forEachRepeat((again, first) -> diagnostics.error(
                again.location(),
                ProblemCode.DUPLICATE_VBD,
                "domain " + domain + " has two VBDs " + DeviceNumber.name(again.key()) + "; the first is in line "
                        + first.location().line(),
                "give each VBD of a domain its own device"));
        return vbds;
    }

    private Optional<VbdTargets.Wanted> wanted(YamlValue item, String domain) {
        return item.isText() ? ofText(item, domain) : item.map(KEYS).flatMap(map -> ofMap(map, item, domain));
    }

    private static Optional<VbdTargets.Wanted> ofText(YamlValue item, String domain) {
        String text = item.text().orElseThrow();
        String[] fields = text.split(",", -1);
        if (fields.length != FIELDS) {
            item.error(
                    ProblemCode.BAD_VBD,
                    "'" + text + "' is no VBD; it must be what it is made of, its device and its mode, with commas",
                    "write it as phy:cdrom,hdd,r, in quotes if it is inside [ ]");
            return Optional.empty();
        }
        Optional<Uname> uname = Uname.read(item, fields[0]);
        Optional<Integer> device = VbdWords.device(item, fields[1]);
        Optional<VbdMode> mode = VbdWords.mode(item, fields[2]);
        return uname.flatMap(made -> device.flatMap(
                number -> mode.map(may -> new VbdTargets.Wanted(made, number, may, Optional.empty(), domain, item))));
    }

    private Optional<VbdTargets.Wanted> ofMap(YamlMap map, YamlValue item, String domain) {
        Optional<Uname> uname = map.required("uname", "uname: phy:cdrom")
                .flatMap(value -> value.text().flatMap(text -> Uname.read(value, text)));
        Optional<Integer> device = map.required("device", "device: hdd").flatMap(VbdWords::device);
        Optional<VbdMode> mode = map.required("mode", "mode: r")
                .flatMap(value -> value.text().flatMap(text -> VbdWords.mode(value, text)));
        Optional<Integer> backend = map.optional("backend").flatMap(value -> backend(value, domain));
        return uname.flatMap(made -> device.flatMap(
                number -> mode.map(may -> new VbdTargets.Wanted(made, number, may, backend, domain, item))));
    }

    private Optional<Integer> backend(YamlValue value, String domain) {
        Optional<Integer> id = value.integer(0, DomainSpec.MAX_ID).map(Long::intValue);
        id.ifPresent(known -> deviceDomains.backend("a VBD of domain " + domain, known, value.location()));
        return id;
    }
}
