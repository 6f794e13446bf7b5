package io.nodev.devdomain.netback;

import io.nodev.devdomain.bridge.BridgedFrame;
import io.nodev.devdomain.bridge.FrameHooks;
import io.nodev.devdomain.bridge.HookPoint;
import io.nodev.devdomain.bridge.HookedFrame;
import io.nodev.devdomain.nft.Firewall;
import io.nodev.devdomain.nft.FrameContext;
import io.nodev.devdomain.nft.ruleset.Hook;
import java.util.Arrays;

/** A frame as the firewall left it. */
final class FirewalledFrame implements HookedFrame {
    private static final Hook[] HOOKS = Arrays.stream(HookPoint.values())
            .map(point -> Hook.valueOf(point.name()))
            .toArray(Hook[]::new);

    private final Firewall firewall;
    private final FrameContext context = new FrameContext();
    private BridgedFrame source;

    FirewalledFrame(Firewall firewall) {
        this.firewall = firewall;
    }

    @Override
    public void begin(BridgedFrame frame) {
        source = frame.source();
        context.begin(firewall, frame.header(), frame.headerLength(), frame.length());
    }

    @Override
    public void copyFrom(HookedFrame other) {
        FirewalledFrame same = (FirewalledFrame) other;
        source = same.source;
        context.copyFrom(same.context);
    }

    @Override
    public boolean isAskedAt(HookPoint point) {
        return context.isHooked(HOOKS[point.ordinal()]);
    }

    @Override
    public int ask(HookPoint point, int in, int out) {
        return switch (firewall.evaluate(HOOKS[point.ordinal()], in, out, context)) {
            case Firewall.ACCEPT -> FrameHooks.ACCEPT;
            case Firewall.FORWARD -> FrameHooks.FORWARD;
            default -> FrameHooks.DROP;
        };
    }

    @Override
    public int forwardTo() {
        return context.forwardTo();
    }

    @Override
    public BridgedFrame source() {
        return source;
    }

    @Override
    public byte[] header() {
        return context.header();
    }

    @Override
    public boolean isRewritten() {
        return context.isRewritten();
    }

    @Override
    public int headerLength() {
        return source.headerLength();
    }

    @Override
    public int length() {
        return source.length();
    }

    @Override
    public int virtualAddress() {
        return source.virtualAddress();
    }

    @Override
    public void hold() {
        source.hold();
    }

    @Override
    public void release() {
        source.release();
    }

    @Override
    public boolean take() {
        return source.take();
    }

    @Override
    public boolean isGone() {
        return source.isGone();
    }
}
