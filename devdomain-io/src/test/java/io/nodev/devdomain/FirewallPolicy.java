package io.nodev.devdomain;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.packet.HeaderBytes;
import io.nodev.devdomain.nft.Firewall;
import io.nodev.devdomain.nft.FrameContext;
import io.nodev.devdomain.nft.parse.NftException;
import io.nodev.devdomain.nft.parse.NftParser;
import io.nodev.devdomain.nft.ruleset.Hook;
import io.nodev.devdomain.nft.ruleset.NftRuleset;
import io.nodev.tck.harness.FramePolicy;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;

/** The firewall that a machine has in force, asked beside the machine, so that nothing there is counted. */
final class FirewallPolicy implements FramePolicy {
    private final Firewall firewall = new Firewall();
    private final FrameContext context = new FrameContext();
    private final String nic;
    private final IntPredicate isDeviceDomain;

    private FirewallPolicy(NftRuleset ruleset, String nic, IntPredicate isDeviceDomain) {
        firewall.replace(ruleset);
        this.nic = nic;
        this.isDeviceDomain = isDeviceDomain;
    }

    /**
     * The policy of a firewall, or empty if it has no table and so lets everything pass.
     *
     * @param listing the firewall's text
     * @param nic the name of the first NIC
     * @param isDeviceDomain tells whose port is a bridge's own
     */
    static Optional<FirewallPolicy> of(String listing, String nic, IntPredicate isDeviceDomain) {
        try {
            NftRuleset ruleset = NftParser.parse("listing", listing);
            return ruleset.tables().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new FirewallPolicy(ruleset, nic, isDeviceDomain));
        } catch (NftException e) {
            throw new IllegalStateException("a listing can be read: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean passes(int from, int to, byte[] frame) {
        int in = number(from);
        int out = number(to);
        context.begin(firewall, Arrays.copyOf(frame, HeaderBytes.LENGTH), HeaderBytes.of(frame.length), frame.length);
        if (isOwn(from)) {
            return passes(Hook.OUTPUT, Firewall.NO_INTERFACE, out) && passes(Hook.EGRESS, Firewall.NO_INTERFACE, out);
        }
        boolean enters =
                passes(Hook.INGRESS, in, Firewall.NO_INTERFACE) && passes(Hook.PREROUTING, in, Firewall.NO_INTERFACE);
        if (isOwn(to)) {
            return enters && passes(Hook.INPUT, in, Firewall.NO_INTERFACE);
        }
        return enters && passes(Hook.FORWARD, in, out) && passes(Hook.EGRESS, Firewall.NO_INTERFACE, out);
    }

    /** Whether a frame may pass, and no rule writes anything into it that is not there. */
    boolean passesAsItIs(int from, int to, byte[] frame) {
        int held = HeaderBytes.of(frame.length);
        return passes(from, to, frame) && Arrays.equals(context.header(), 0, held, frame, 0, held);
    }

    private boolean passes(Hook hook, int in, int out) {
        return firewall.evaluate(hook, in, out, context) == Firewall.ACCEPT;
    }

    private boolean isOwn(int endpoint) {
        return endpoint != Endpoint.PHYSICAL && isDeviceDomain.test(Endpoint.domain(endpoint));
    }

    private int number(int endpoint) {
        return firewall.nameId(
                endpoint == Endpoint.PHYSICAL
                        ? nic
                        : "vif" + Endpoint.domain(endpoint) + "." + Endpoint.index(endpoint));
    }
}
