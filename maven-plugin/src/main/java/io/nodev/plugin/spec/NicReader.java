package io.nodev.plugin.spec;

import io.nodev.common.packet.MacAddress;
import io.nodev.plugin.diagnostic.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the entries of {@code nics}. */
final class NicReader {
    private static final List<String> KEYS = List.of("name", "mac", "promiscuous", "driver", "hosts");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,14}");
    private static final Pattern VIF_NAME = Pattern.compile("vif[0-9]+\\.[0-9]+");

    private final StationChecks stations;
    private final DeviceDomainChecks owners;

    NicReader(StationChecks stations, DeviceDomainChecks owners) {
        this.stations = stations;
        this.owners = owners;
    }

    List<NicSpec> read(YamlValue value) {
        List<YamlValue> items = value.items().orElse(List.of());
        List<NicSpec> nics = new ArrayList<>();
        for (YamlValue item : items) {
            item.map(KEYS).flatMap(this::nic).ifPresent(nics::add);
        }
        if (items.isEmpty() && value.isList()) {
            value.error(
                    ProblemCode.EMPTY_LIST,
                    "'nics' is empty; a machine has at least one NIC",
                    "add a NIC; one with 'driver: dummy' needs no network");
        }
        return nics;
    }

    private Optional<NicSpec> nic(YamlMap map) {
        Optional<String> name = map.required("name", "name: eth0").flatMap(this::name);
        if (name.isEmpty()) {
            owners.unreadableNic();
        }
        Optional<MacAddress> mac = map.required("mac", "mac: 00:02:b3:9d:1f:aa").flatMap(value -> {
            Optional<MacAddress> address = Scalars.mac(value);
            address.ifPresent(a -> stations.nic(a, name.orElse("?"), value.location()));
            return address;
        });
        boolean promiscuous =
                map.optional("promiscuous").flatMap(YamlValue::flag).orElse(false);
        Optional<NicDriver> driver = map.optional("driver")
                .map(value -> Scalars.word(value, NicDriver.WORDS))
                .orElse(Optional.of(NicDriver.WIRE));
        List<MacAddress> hosts =
                map.optional("hosts").map(value -> hosts(value, name)).orElse(List.of());
        driver.ifPresent(known -> checkHosts(map, known));
        if (name.isEmpty() || mac.isEmpty()) {
            return Optional.empty();
        }
        NicDriver known = driver.orElse(NicDriver.WIRE);
        return Optional.of(new NicSpec(name.get(), mac.get(), promiscuous, known, hosts, map.location()));
    }

    private Optional<String> name(YamlValue value) {
        Optional<String> text = value.text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!NAME.matcher(text.get()).matches() || VIF_NAME.matcher(text.get()).matches()) {
            value.error(
                    ProblemCode.BAD_NIC_NAME,
                    "'" + text.get()
                            + "' is no NIC name; it must be at most 15 letters, digits, '.', '_' and '-', with a"
                            + " letter first, and not the name of a vif",
                    "write a name like eth0");
            return Optional.empty();
        }
        owners.nic(text.get(), value.location());
        return text;
    }

    private List<MacAddress> hosts(YamlValue value, Optional<String> nic) {
        List<MacAddress> hosts = new ArrayList<>();
        for (YamlValue item : value.items().orElse(List.of())) {
            Scalars.mac(item).ifPresent(host -> {
                stations.host(host, nic.orElse("?"), item.location());
                hosts.add(host);
            });
        }
        return hosts;
    }

    private static void checkHosts(YamlMap map, NicDriver driver) {
        Optional<YamlValue> hosts = map.optional("hosts");
        if (driver == NicDriver.CAPTURE && (hosts.isEmpty() || hosts.get().isEmptyList())) {
            map.optional("driver")
                    .orElseThrow()
                    .error(
                            ProblemCode.CAPTURE_WITHOUT_HOSTS,
                            "the capture driver has no 'hosts'; nothing would arrive at this NIC",
                            "add a line 'hosts: [52:54:00:12:34:64]' with the MAC addresses of the stations outside");
        }
        if (driver != NicDriver.CAPTURE && hosts.isPresent()) {
            hosts.get()
                    .error(
                            ProblemCode.HOSTS_WITHOUT_CAPTURE,
                            "'hosts' has no meaning for the driver '" + driver.key() + "'; only 'capture' has hosts",
                            "remove 'hosts', or write 'driver: capture'");
        }
    }
}
