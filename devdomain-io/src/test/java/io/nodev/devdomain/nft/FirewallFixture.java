package io.nodev.devdomain.nft;

import io.nodev.common.packet.HeaderBytes;
import io.nodev.devdomain.nft.parse.NftException;
import io.nodev.devdomain.nft.parse.NftParser;
import io.nodev.devdomain.nft.ruleset.Hook;
import io.nodev.devdomain.nft.ruleset.NftRuleset;
import java.util.Arrays;

/** A firewall and one frame to ask it about. */
final class FirewallFixture {
    static final String A = "aa:00:00:00:00:0a";
    static final String B = "aa:00:00:00:00:0b";

    final Firewall firewall;
    final FrameContext frame = new FrameContext();

    /** The firewall as it is. */
    FirewallFixture() {
        this(new Firewall());
    }

    private FirewallFixture(Firewall firewall) {
        this.firewall = firewall;
    }

    /** A firewall that goes through every rule for ever. */
    static FirewallFixture inOrder() {
        return new FirewallFixture(new Firewall(never -> {}));
    }

    /** A firewall that has an index of every chain at once. */
    static FirewallFixture indexed() {
        return new FirewallFixture(new Firewall(Runnable::run, 0));
    }

    /** Puts a file in force. */
    void load(String text) {
        firewall.replace(parse(text));
    }

    /** Puts rules of a chain at hook forward in force, with policy drop. */
    void loadForward(String rules) {
        load("table bridge t {\n chain f {\n  type filter hook forward priority 0; policy drop;\n" + rules
                + "\n }\n}\n");
    }

    static NftRuleset parse(String text) {
        try {
            return NftParser.parse("test.nft", text);
        } catch (NftException e) {
            throw new IllegalArgumentException(e.getMessage() + "\n" + text, e);
        }
    }

    /** Asks about a frame from vif1.0 to vif2.0 at hook forward. */
    int forward(byte[] bytes) {
        return ask(Hook.FORWARD, "vif1.0", "vif2.0", bytes);
    }

    /** Asks about a frame; the name of no interface is empty. */
    int ask(Hook hook, String in, String out, byte[] bytes) {
        int inNumber = number(in);
        int outNumber = number(out);
        byte[] header = Arrays.copyOf(bytes, HeaderBytes.LENGTH);
        frame.begin(firewall, header, HeaderBytes.of(bytes.length), bytes.length);
        return firewall.evaluate(hook, inNumber, outNumber, frame);
    }

    private int number(String name) {
        return name.isEmpty() ? Firewall.NO_INTERFACE : firewall.nameId(name);
    }
}
