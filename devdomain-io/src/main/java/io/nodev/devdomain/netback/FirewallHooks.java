package io.nodev.devdomain.netback;

import io.nodev.devdomain.bridge.FrameHooks;
import io.nodev.devdomain.bridge.HookedFrame;
import io.nodev.devdomain.nft.Firewall;

/** A firewall at the hook points of a bridge. */
public final class FirewallHooks implements FrameHooks {
    private final Firewall firewall;

    /** Hooks that a firewall answers, with whatever ruleset it has in force. */
    public FirewallHooks(Firewall firewall) {
        this.firewall = firewall;
    }

    @Override
    public int numberOf(String name) {
        return firewall.nameId(name);
    }

    @Override
    public boolean isActive() {
        return !firewall.isEmpty();
    }

    @Override
    public HookedFrame newFrame() {
        return new FirewalledFrame(firewall);
    }
}
