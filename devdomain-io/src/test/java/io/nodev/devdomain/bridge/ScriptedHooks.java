package io.nodev.devdomain.bridge;

import io.nodev.common.packet.HeaderBytes;
import io.nodev.common.packet.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Hooks whose rule a test writes; each question is written down as {@code forward vif1.0>eth0}, {@code -} for no port. */
final class ScriptedHooks implements FrameHooks {
    /** Answers a question; may change the frame. */
    interface Rule {
        int ask(String question, Frame frame);
    }

    final List<String> asked = new ArrayList<>();
    private final List<String> names = new ArrayList<>(List.of("-"));
    private final Rule rule;

    ScriptedHooks(Rule rule) {
        this.rule = rule;
    }

    /** Hooks that drop what certain questions ask about. */
    static ScriptedHooks dropping(String... questions) {
        return new ScriptedHooks((question, frame) -> List.of(questions).contains(question) ? DROP : ACCEPT);
    }

    @Override
    public int numberOf(String name) {
        if (!names.contains(name)) {
            names.add(name);
        }
        return names.indexOf(name);
    }

    @Override
    public boolean isActive() {
        return true;
    }

    @Override
    public HookedFrame newFrame() {
        return new Frame();
    }

    final class Frame implements HookedFrame {
        private final byte[] own = new byte[HeaderBytes.LENGTH];
        private BridgedFrame source;
        private boolean rewritten;
        private int forwardTo;

        void setDestination(String address) {
            rewrite(address, 0);
        }

        void setSource(String address) {
            rewrite(address, MacAddress.LENGTH);
        }

        private void rewrite(String address, int at) {
            System.arraycopy(header(), 0, own, 0, headerLength());
            rewritten = true;
            MacAddress.putBits(MacAddress.parse(address).bits(), own, at);
        }

        int forwardTo(String name) {
            forwardTo = numberOf(name);
            return FORWARD;
        }

        @Override
        public void begin(BridgedFrame frame) {
            source = frame;
            rewritten = false;
        }

        @Override
        public void copyFrom(HookedFrame other) {
            Frame same = (Frame) other;
            source = same.source;
            rewritten = same.rewritten;
            System.arraycopy(same.own, 0, own, 0, own.length);
        }

        @Override
        public boolean isAskedAt(HookPoint point) {
            return true;
        }

        @Override
        public int ask(HookPoint point, int in, int out) {
            String question = point.name().toLowerCase(Locale.ROOT) + " " + names.get(in) + ">" + names.get(out);
            asked.add(question);
            return rule.ask(question, this);
        }

        @Override
        public int forwardTo() {
            return forwardTo;
        }

        @Override
        public BridgedFrame source() {
            return source;
        }

        @Override
        public boolean isRewritten() {
            return rewritten;
        }

        @Override
        public byte[] header() {
            return rewritten ? own : source.header();
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
    }
}
