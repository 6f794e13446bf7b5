package io.nodev.plugin.spec;

import io.nodev.common.packet.MacAddress;
import io.nodev.legacy.vfr.Quirk;
import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the entries of {@code vifs}. */
final class VifReader {
    private static final List<String> KEYS = List.of("mac", "addresses", "rate", "backend");
    private static final List<String> RATE_KEYS = List.of("bytes", "micros");

    private final Checks checks;
    private final VfrSemantics semantics;
    private final int defaultBackend;
    private final Diagnostics diagnostics;

    VifReader(Checks checks, VfrSemantics semantics, int defaultBackend, Diagnostics diagnostics) {
        this.checks = checks;
        this.semantics = semantics;
        this.defaultBackend = defaultBackend;
        this.diagnostics = diagnostics;
    }

    /**
     * @param domain the id of their domain as messages show it
     */
    List<VifSpec> read(YamlValue value, String domain) {
        List<VifSpec> vifs = new ArrayList<>();
        List<YamlValue> items = value.items().orElse(List.of());
        for (int index = 0; index < Math.min(items.size(), DomainSpec.MAX_VIFS); index++) {
            int slot = index;
            items.get(index).map(KEYS).ifPresent(map -> vifs.add(vif(map, slot, "vif " + domain + "." + slot)));
        }
        if (items.size() > DomainSpec.MAX_VIFS) {
            items.get(DomainSpec.MAX_VIFS)
                    .error(
                            ProblemCode.TOO_MANY_VIFS,
                            "domain " + domain + " has " + items.size() + " vifs; a domain has at most "
                                    + DomainSpec.MAX_VIFS,
                            "move the vifs from here on to another domain");
        }
        return vifs;
    }

    private VifSpec vif(YamlMap map, int index, String vif) {
        Optional<MacAddress> mac = map.optional("mac").flatMap(value -> {
            Optional<MacAddress> address = Scalars.mac(value);
            address.ifPresent(known -> checks.stations().vif(known, vif, value.location()));
            return address;
        });
        List<AddressSpec> addresses =
                map.optional("addresses").map(value -> addresses(value, vif)).orElse(List.of());
        Optional<RateSpec> rate = map.optional("rate").flatMap(this::rate);
        int backend =
                map.optional("backend").flatMap(value -> backend(value, vif)).orElse(defaultBackend);
        return new VifSpec(index, mac, addresses, rate, backend, map.location());
    }

    private List<AddressSpec> addresses(YamlValue value, String vif) {
        List<AddressSpec> addresses = new ArrayList<>();
        for (YamlValue item : value.items().orElse(List.of())) {
            Scalars.address(item).ifPresent(address -> {
                checks.stations().address(address, vif, item.location());
                addresses.add(new AddressSpec(address, item.location()));
            });
        }
        return addresses;
    }

    /** Text as in xl.cfg, or a map. */
    private Optional<RateSpec> rate(YamlValue value) {
        if (value.isText()) {
            Optional<RateSpec> rate = RateText.read(value);
            rate.ifPresent(known -> warnOfUnderflow(known.creditBytes(), value));
            return rate;
        }
        if (!value.isMap()) {
            return value.wrongKind("must be text or a map", "write 10Mb/s@20ms, or {bytes: 3000, micros: 10000}");
        }
        return value.map(RATE_KEYS).flatMap(this::rateOfMap);
    }

    private Optional<RateSpec> rateOfMap(YamlMap map) {
        Optional<YamlValue> bytes = map.required("bytes", "bytes: 3000");
        Optional<Long> credit = bytes.flatMap(value -> value.integer(1, RateSpec.MAX));
        Optional<Long> period =
                map.required("micros", "micros: 10000").flatMap(value -> value.integer(1, RateSpec.MAX));
        credit.ifPresent(known -> warnOfUnderflow(known, bytes.orElseThrow()));
        return credit.flatMap(creditBytes -> period.map(micros -> new RateSpec(creditBytes, micros, map.location())));
    }

    private void warnOfUnderflow(long credit, YamlValue where) {
        if (semantics.has(Quirk.CREDIT_UNDERFLOW) && credit < RateSpec.LARGEST_FRAME) {
            diagnostics.warning(
                    where.location(),
                    ProblemCode.RATE_BELOW_FRAME,
                    "a credit of " + credit + " bytes is less than the largest frame of " + RateSpec.LARGEST_FRAME
                            + "; with the quirk '" + Quirk.CREDIT_UNDERFLOW.key()
                            + "' such a vif is not limited in a legacy machine",
                    "write " + RateSpec.LARGEST_FRAME + " or more, or turn the quirk off");
        }
    }

    private Optional<Integer> backend(YamlValue value, String vif) {
        Optional<Integer> id = value.integer(0, DomainSpec.MAX_ID).map(Long::intValue);
        id.ifPresent(known -> checks.deviceDomains().backend(vif, known, value.location()));
        return id;
    }
}
