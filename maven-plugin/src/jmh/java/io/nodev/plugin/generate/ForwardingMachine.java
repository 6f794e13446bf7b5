package io.nodev.plugin.generate;

import io.nodev.common.classifier.Classifier;
import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.RuleCounters;
import io.nodev.common.guest.Guest;
import io.nodev.common.guest.IdleGuest;
import io.nodev.common.machine.Architecture;
import io.nodev.common.machine.Machine;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.VifConfig;
import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.DeviceDomainMachine;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.legacy.LegacyMachine;
import io.nodev.legacy.LegacyMachineBuilder;
import io.nodev.legacy.vfr.VfrRule;
import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.SpecException;
import io.nodev.plugin.firewall.FirewallFile;
import io.nodev.plugin.firewall.MachineFirewall;
import io.nodev.plugin.spec.MachineReader;
import io.nodev.plugin.spec.MachineSpec;
import io.nodev.plugin.spec.RuleLine;
import io.nodev.plugin.spec.RulesReader;
import io.nodev.templates.classifier.ClassifierModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The quickstart machine of either architecture on one thread, with a card that has no wire, guests that send the same
 * frame again and again, and a policy: its own, the one derived from its description, or one derived from a description
 * with more guests. The guests beyond those of the quickstart are in the policy alone, and newer, so that a list meets
 * their rules first.
 */
final class ForwardingMachine implements AutoCloseable {
    static final MacAddress NIC = MacAddress.parse("00:02:b3:9d:1f:aa");
    static final MacAddress WEB = MacAddress.parse("aa:00:00:00:00:0b");
    static final MacAddress DB = MacAddress.parse("aa:00:00:00:00:0c");

    private static final Path QUICKSTART = Path.of("..", "examples", "quickstart", "src", "main", "nodev");
    private static final int FIRST_STRANGER = 3;
    private static final int PAGES = 1_024;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    final Talker web = new Talker();
    final Talker db = new Talker();
    final FrameSource card = new FrameSource("eth0", NIC);
    private final Machine machine;

    /**
     * @param policy {@code quickstart}, {@code derived}, or the number of rules of a list, even
     */
    ForwardingMachine(Architecture architecture, String policy) throws IOException, SpecException {
        Policy decided = policy.equals("quickstart") ? Policy.own() : Policy.derived(policy);
        this.machine = architecture == Architecture.LEGACY ? legacy(decided) : deviceDomain(decided);
        run();
    }

    /** Lets the machine run until nothing is left to do. */
    void run() {
        if (!machine.scheduler().runUntilIdle(PATIENCE_NANOS)) {
            throw new IllegalStateException("the machine does not come to rest: nanos=" + PATIENCE_NANOS);
        }
    }

    /** Has a guest's turn come. */
    void wake(int domain) {
        machine.hypervisor().domains().find(domain).wake();
    }

    /** Frames that a guest got. */
    long receivedBy(int domain) {
        return machine.networkDevices(domain).get(0).stats().rxFrames();
    }

    /** Frames that left by the card. */
    long sentToWire() {
        return card.stats().framesOut();
    }

    @Override
    public void close() {
        machine.close();
    }

    /**
     * @param firewall what a device domain decides by
     * @param rules what a legacy machine decides by, in the order in which they are written
     */
    private record Policy(String firewall, List<RuleLine> rules) {
        static Policy own() throws IOException, SpecException {
            Diagnostics diagnostics = new Diagnostics();
            MachineSpec quickstart = quickstart(diagnostics);
            MachineFirewall firewall = FirewallFile.read(QUICKSTART, diagnostics)
                    .map(MachineFirewall::of)
                    .orElseThrow();
            return new Policy(firewall.text(), RulesReader.read(quickstart, QUICKSTART, diagnostics));
        }

        static Policy derived(String policy) throws IOException, SpecException {
            Diagnostics diagnostics = new Diagnostics();
            MachineSpec machine = quickstart(diagnostics);
            List<RuleLine> rules = RulesReader.read(machine, QUICKSTART, diagnostics);
            if (!policy.equals("derived")) {
                machine = withStrangers((Integer.parseInt(policy) - rules.size()) / 2, diagnostics);
                rules = RulesReader.read(machine, QUICKSTART, diagnostics);
            }
            List<RuleLine> newestFirst = new RuleScript(rules).newestFirst();
            MachineFirewall firewall = MachineFirewall.derive(machine, newestFirst, "machine.yaml", diagnostics);
            return new Policy(firewall.text(), rules);
        }

        private static MachineSpec quickstart(Diagnostics diagnostics) throws IOException, SpecException {
            Optional<MachineSpec> machine = MachineReader.read(QUICKSTART.resolve("machine.yaml"), diagnostics);
            diagnostics.throwIfErrors();
            return machine.orElseThrow();
        }

        private static MachineSpec withStrangers(int count, Diagnostics diagnostics) throws IOException, SpecException {
            StringBuilder text = new StringBuilder(Files.readString(QUICKSTART.resolve("machine.yaml")));
            for (int i = 0; i < count; i++) {
                String address = "10.1." + i / 250 + "." + (1 + i % 250);
                text.append("  - {id: ")
                        .append(FIRST_STRANGER + i)
                        .append(", vifs: [{addresses: [")
                        .append(address)
                        .append("]}]}\n");
            }
            Path folder = Files.createTempDirectory("forwarding");
            Path description = Files.writeString(folder.resolve("machine.yaml"), text);
            Path capture = Files.copy(QUICKSTART.resolve("lan.pcap"), folder.resolve("lan.pcap"));
            Optional<MachineSpec> machine = MachineReader.read(description, diagnostics);
            Files.delete(capture);
            Files.delete(description);
            Files.delete(folder);
            diagnostics.throwIfErrors();
            return machine.orElseThrow();
        }

        List<VfrRule> newestFirst() {
            List<VfrRule> list = new ArrayList<>();
            new RuleScript(rules)
                    .newestFirst()
                    .forEach(line -> list.add(line.operation().rule()));
            return list;
        }
    }

    private Machine legacy(Policy policy) {
        LegacyMachineBuilder builder =
                LegacyMachine.builder("forwarding", MachineOptions.defaults()).card(card);
        for (int id = 0; id < FIRST_STRANGER; id++) {
            int domain = id;
            builder.domain(config(id), () -> guest(domain)).vif(vif(id));
        }
        ClassifierModel model = new ListState(policy.newestFirst(), vifs()).model("Forwarding", VfrSemantics.AS_BUILT);
        LoadedClasses classes = GeneratedForm.CODE.compile(List.of(model));
        return builder.rules(policy.rules().stream().map(RuleLine::text).toList())
                .classifier(counters -> classifier(classes, model, counters))
                .boot();
    }

    private static Classifier classifier(LoadedClasses classes, ClassifierModel model, RuleCounters counters) {
        return GeneratedForm.create(classes, model, counters);
    }

    private static Set<Integer> vifs() {
        return Set.of(Endpoint.vif(0, 0), Endpoint.vif(1, 0), Endpoint.vif(2, 0));
    }

    private Machine deviceDomain(Policy policy) {
        DeviceDomainMachine.Builder builder = DeviceDomainMachine.builder("forwarding", MachineOptions.defaults())
                .card(card)
                .firewall("firewall.nft", policy.firewall());
        for (int id = 0; id < FIRST_STRANGER; id++) {
            int domain = id;
            builder.domain(config(id), () -> guest(domain)).vif(vif(id));
        }
        return builder.boot();
    }

    private static DomainConfig config(int id) {
        DomainConfig config = DomainConfig.ordinary(id, "d" + id, PAGES);
        return id == 0 ? config.withPrivilege() : config;
    }

    private static VifConfig vif(int id) {
        return switch (id) {
            case 1 -> VifConfig.DEFAULT.withAddress(WEB);
            case 2 -> VifConfig.DEFAULT.withAddress(DB);
            default -> VifConfig.DEFAULT;
        };
    }

    private Guest guest(int id) {
        return switch (id) {
            case 1 -> web;
            case 2 -> db;
            default -> new IdleGuest();
        };
    }
}
