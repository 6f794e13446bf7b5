package io.nodev.plugin.firewall;

import io.nodev.common.packet.HeaderBytes;
import io.nodev.devdomain.nft.Firewall;
import io.nodev.devdomain.nft.FrameContext;
import io.nodev.devdomain.nft.parse.NftException;
import io.nodev.devdomain.nft.parse.NftParser;
import io.nodev.devdomain.nft.ruleset.Hook;
import io.nodev.legacy.vfr.VfrCommand;
import io.nodev.legacy.vfr.VfrOperation;
import io.nodev.legacy.vfr.VfrRule;
import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.SourceLocation;
import io.nodev.plugin.firewall.FrameOracle.Place;
import io.nodev.plugin.spec.DomainSpec;
import io.nodev.plugin.spec.MachineSpec;
import io.nodev.plugin.spec.NicSpec;
import io.nodev.plugin.spec.RuleLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A machine with a derived firewall in force, asked about frames from one place of its only bridge to another. */
final class DerivedMachine {
    private final MachineSpec machine;
    private final List<VfrRule> newestFirst;
    private final String text;
    private final Firewall firewall = new Firewall();
    private final FrameContext context = new FrameContext();

    DerivedMachine(MachineSpec machine, List<VfrRule> newestFirst) {
        this.machine = machine;
        this.newestFirst = newestFirst;
        List<RuleLine> lines = IntStream.range(0, newestFirst.size())
                .mapToObj(i -> new RuleLine(
                        "",
                        new VfrOperation(VfrCommand.ADD, newestFirst.get(i)),
                        new SourceLocation("vfr.rules", i + 1, 1)))
                .toList();
        this.text = MachineFirewall.derive(machine, lines, "machine.yaml", new Diagnostics())
                .text();
        try {
            firewall.replace(NftParser.parse("firewall.nft", text));
        } catch (NftException e) {
            throw new AssertionError(e.getMessage() + "\n" + text, e);
        }
    }

    String text() {
        return text;
    }

    FrameOracle oracle() {
        return new FrameOracle(machine, newestFirst);
    }

    /** Every port of the bridge. */
    List<Place> places() {
        List<Place> places = new ArrayList<>();
        for (DomainSpec domain : machine.domains()) {
            domain.vifs().forEach(vif -> places.add(Place.vif(domain.id(), vif.index())));
        }
        int owner = machine.deviceDomains().get(0).domain();
        if (machine.vif(owner, 0).isEmpty()) {
            places.add(Place.vif(owner, 0));
        }
        machine.nics().stream().map(NicSpec::name).map(Place::nic).forEach(places::add);
        return places;
    }

    boolean passes(Place from, Place to, byte[] frame) {
        boolean isFromOwn = isOwn(from);
        Hook hook = isFromOwn ? Hook.OUTPUT : isOwn(to) ? Hook.INPUT : Hook.FORWARD;
        int in = isFromOwn ? Firewall.NO_INTERFACE : firewall.nameId(from.name());
        int out = isOwn(to) ? Firewall.NO_INTERFACE : firewall.nameId(to.name());
        byte[] header = Arrays.copyOf(frame, HeaderBytes.LENGTH);
        context.begin(firewall, header, HeaderBytes.of(frame.length), frame.length);
        return (isFromOwn || accepts(Hook.PREROUTING, in, Firewall.NO_INTERFACE)) && accepts(hook, in, out);
    }

    private boolean accepts(Hook hook, int in, int out) {
        return firewall.evaluate(hook, in, out, context) == Firewall.ACCEPT;
    }

    private boolean isOwn(Place place) {
        return place.domain() == machine.deviceDomains().get(0).domain();
    }
}
