package io.nodev.plugin.spec;

import io.nodev.common.packet.VifMac;
import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.ProblemCode;
import io.nodev.plugin.diagnostic.SourceLocation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads the entries of {@code domains}. */
final class DomainReader {
    private static final List<String> KEYS =
            List.of("id", "name", "privileged", "memory-pages", "guest", "vifs", "vbds");

    private final DomainChecks checks;
    private final VifReader vifs;
    private final VbdReader vbds;
    private final Diagnostics diagnostics;

    DomainReader(DomainChecks checks, VifReader vifs, VbdReader vbds, Diagnostics diagnostics) {
        this.checks = checks;
        this.vifs = vifs;
        this.vbds = vbds;
        this.diagnostics = diagnostics;
    }

    /** The domains in ascending order of their ids. */
    List<DomainSpec> read(YamlValue value) {
        Optional<List<YamlValue>> items = value.items();
        if (items.isEmpty()) {
            checks.unreadableId();
        }
        List<DomainSpec> domains = new ArrayList<>();
        for (YamlValue item : items.orElse(List.of())) {
            Optional<DomainSpec> domain = item.map(KEYS).flatMap(this::domain);
            domain.ifPresentOrElse(domains::add, checks::unreadableId);
        }
        domains.sort(Comparator.comparingInt(DomainSpec::id));
        return domains;
    }

    private Optional<DomainSpec> domain(YamlMap map) {
        Optional<YamlValue> idValue = map.required("id", "id: 1");
        Optional<Integer> id =
                idValue.flatMap(value -> value.integer(0, DomainSpec.MAX_ID)).map(Long::intValue);
        id.ifPresent(known -> checks.id(known, idValue.orElseThrow().location()));
        Optional<String> name = map.optional("name").flatMap(this::name);
        Optional<Boolean> privileged = map.optional("privileged").flatMap(YamlValue::flag);
        int pages = map.optional("memory-pages")
                .flatMap(value -> value.integer(DomainSpec.MIN_MEMORY_PAGES, DomainSpec.MAX_MEMORY_PAGES))
                .map(Long::intValue)
                .orElse(DomainSpec.DEFAULT_MEMORY_PAGES);
        GuestSpec guest = map.optional("guest")
                .flatMap(GuestReader::read)
                .orElseGet(() -> new GuestSpec.BuiltIn(BuiltinGuest.IDLE, map.location()));
        String shownId = id.map(String::valueOf).orElse("?");
        List<VifSpec> vifList =
                map.optional("vifs").map(value -> vifs.read(value, shownId)).orElse(List.of());
        List<VbdSpec> vbdList =
                map.optional("vbds").map(value -> vbds.read(value, shownId)).orElse(List.of());
        return id.map(known -> new DomainSpec(
                known,
                name.orElseGet(() -> defaultName(known, map.location())),
                privileged.orElse(known == 0),
                pages,
                guest,
                vifList,
                vbdList,
                map.location()));
    }

    private String defaultName(int id, SourceLocation at) {
        String name = "Domain-" + id;
        checks.name(name, at);
        return name;
    }

    private Optional<String> name(YamlValue value) {
        Optional<String> text = value.text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String name = text.get();
        if (name.isBlank() || name.codePoints().anyMatch(DomainReader::isUnprintable)) {
            value.error(
                    ProblemCode.BAD_DOMAIN_NAME,
                    "a domain name must be one line of text without control characters",
                    "write a name like web, or remove the line for 'Domain-<id>'");
            return Optional.empty();
        }
        checks.name(name, value.location());
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if (length > VifMac.NAME_LENGTH) {
            diagnostics.warning(
                    value.location(),
                    ProblemCode.LONG_DOMAIN_NAME,
                    "domain name '" + name + "' has " + length + " bytes; Xen keeps '" + DomainSpec.keptName(name)
                            + "'",
                    "write a name of at most " + VifMac.NAME_LENGTH + " bytes");
        }
        return text;
    }

    private static boolean isUnprintable(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
