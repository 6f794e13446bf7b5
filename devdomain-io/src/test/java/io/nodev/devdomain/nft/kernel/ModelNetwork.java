package io.nodev.devdomain.nft.kernel;

import io.nodev.common.packet.HeaderBytes;
import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.nft.Firewall;
import io.nodev.devdomain.nft.FrameContext;
import io.nodev.devdomain.nft.kernel.KernelBridge.Delivery;
import io.nodev.devdomain.nft.ruleset.Hook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A bridge as plain as can be that asks a firewall at every hook, to compare the firewall with a kernel. Port 0 is the
 * bridge's own.
 */
final class ModelNetwork {
    private static final int NO_INTERFACE = Firewall.NO_INTERFACE;

    /** How often a frame may be forwarded by {@code fwd} (Linux, {@code NF_RECURSION_LIMIT}, and the first time). */
    private static final int MOST_FORWARDS = 3;

    private final Firewall firewall;
    private final int[] names;
    private final Map<Long, Integer> stations = new HashMap<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private byte[] frame;

    ModelNetwork(Firewall firewall, List<String> ports) {
        this.firewall = firewall;
        this.names = ports.stream().mapToInt(firewall::nameId).toArray();
    }

    void forgetStations() {
        stations.clear();
    }

    List<Delivery> send(int in, byte[] bytes) {
        frame = bytes;
        deliveries.clear();
        FrameContext context = new FrameContext();
        byte[] header = Arrays.copyOf(bytes, HeaderBytes.LENGTH);
        context.begin(firewall, header, HeaderBytes.of(bytes.length), bytes.length);
        if (in == 0) {
            fromStack(context);
        } else if (!isCutOffTag(bytes)) {
            receive(in, context);
        }
        return List.copyOf(deliveries);
    }

    /** A tag without the type behind it never gets as far as a hook (Linux, {@code skb_vlan_untag}). */
    private static boolean isCutOffTag(byte[] bytes) {
        int type = (bytes[12] & 0xFF) << 8 | bytes[13] & 0xFF;
        return bytes.length < 20 && (type == 0x8100 || type == 0x88A8);
    }

    private void fromStack(FrameContext context) {
        long destination = MacAddress.bitsAt(context.header(), 0);
        if (MacAddress.isGroup(destination) || !stations.containsKey(destination)) {
            if (!isOwn(destination)) {
                flood(0, context);
            }
        } else {
            forward(0, stations.get(destination), context);
        }
    }

    private void receive(int in, FrameContext context) {
        int verdict = firewall.evaluate(Hook.INGRESS, names[in], NO_INTERFACE, context);
        if (verdict == Firewall.FORWARD) {
            transmit(portOf(context.forwardTo()), context, 1);
        }
        long source = MacAddress.bitsAt(context.header(), 6);
        boolean isStopped = verdict != Firewall.ACCEPT || MacAddress.isGroup(source) || source == 0;
        if (isStopped || firewall.evaluate(Hook.PREROUTING, names[in], NO_INTERFACE, context) == Firewall.DROP) {
            return;
        }
        long learned = MacAddress.bitsAt(context.header(), 6);
        if (!isOwn(learned)) {
            stations.put(learned, in);
        }
        bridge(in, context);
    }

    private void bridge(int in, FrameContext context) {
        long destination = MacAddress.bitsAt(context.header(), 0);
        if (MacAddress.isGroup(destination)) {
            flood(in, context);
            passUp(in, context);
        } else if (isOwn(destination)) {
            passUp(in, context);
        } else if (stations.containsKey(destination)) {
            forward(in, stations.get(destination), context);
        } else {
            flood(in, context);
        }
    }

    private void flood(int in, FrameContext context) {
        for (int out = 1; out < names.length; out++) {
            forward(in, out, context);
        }
    }

    private void forward(int in, int out, FrameContext context) {
        if (in == out) {
            return;
        }
        FrameContext copy = new FrameContext();
        copy.copyFrom(context);
        Hook hook = in == 0 ? Hook.OUTPUT : Hook.FORWARD;
        int inName = in == 0 ? NO_INTERFACE : names[in];
        if (firewall.evaluate(hook, inName, names[out], copy) == Firewall.ACCEPT) {
            transmit(out, copy, 0);
        }
    }

    private void passUp(int in, FrameContext context) {
        FrameContext copy = new FrameContext();
        copy.copyFrom(context);
        if (firewall.evaluate(Hook.INPUT, names[in], NO_INTERFACE, copy) == Firewall.ACCEPT) {
            deliver(0, copy);
        }
    }

    private void transmit(int out, FrameContext context, int forwards) {
        if (forwards > MOST_FORWARDS) {
            return;
        }
        int verdict = firewall.evaluate(Hook.EGRESS, NO_INTERFACE, names[out], context);
        if (verdict == Firewall.ACCEPT) {
            deliver(out, context);
        } else if (verdict == Firewall.FORWARD) {
            transmit(portOf(context.forwardTo()), context, forwards + 1);
        }
    }

    private void deliver(int port, FrameContext context) {
        byte[] sent = frame.clone();
        System.arraycopy(context.header(), 0, sent, 0, context.headerLength());
        deliveries.add(new Delivery(port, sent));
    }

    private int portOf(int name) {
        for (int port = 0; port < names.length; port++) {
            if (names[port] == name) {
                return port;
            }
        }
        throw new IllegalStateException("no port of this name: name=" + firewall.nameOf(name));
    }

    private static boolean isOwn(long address) {
        return address == MacAddress.parse(KernelBridge.OWN_ADDRESS).bits() || address >>> 8 == 0x06_00_00_00_00L;
    }
}
