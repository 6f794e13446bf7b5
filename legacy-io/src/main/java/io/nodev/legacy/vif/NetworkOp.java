package io.nodev.legacy.vif;

import static io.nodev.hypervisor.Errno.EFAULT;
import static io.nodev.hypervisor.Errno.ENOSYS;
import static io.nodev.hypervisor.Errno.EPERM;
import static io.nodev.hypervisor.Errno.ESRCH;

import io.nodev.common.classifier.Endpoint;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.console.ConsoleOutput;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.hypercall.Arguments;
import io.nodev.hypervisor.hypercall.Hypercall;
import io.nodev.legacy.vfr.VfrListing;
import io.nodev.legacy.vfr.VfrRuleLayout;

/**
 * {@code network_op}: see {@link NetworkOpLayout}. Checks in this order: the caller is domain 0, whatever the privilege of
 * others, else -EPERM; the argument can be read, else -EFAULT; the command is known, else -ENOSYS. Adding and deleting a
 * rule always return 0. Unlike in 2004, an index above 7 is that of a missing vif. Source: xen/common/network.c at
 * ddc87ed302.
 */
public final class NetworkOp implements Hypercall {
    private static final long WORD = 0xFFFF_FFFFL;

    private final Hypervisor hypervisor;
    private final LegacyNetwork network;
    private final ConsoleOutput console;
    private final ThreadLocal<Arguments> arguments = ThreadLocal.withInitial(() -> new Arguments(NetworkOpLayout.SIZE));

    /** Over the rules and vifs of one machine; rules are printed on its console. */
    public NetworkOp(Hypervisor hypervisor, LegacyNetwork network, ConsoleOutput console) {
        this.hypervisor = hypervisor;
        this.network = network;
        this.console = console;
    }

    @Override
    public int call(Domain caller, int address, int a2, int a3) {
        if (caller.id() != 0) {
            return -EPERM;
        }
        Arguments copy = arguments.get();
        if (!copy.read(caller, address, NetworkOpLayout.SIZE)) {
            return -EFAULT;
        }
        return switch (copy.getInt(NetworkOpLayout.COMMAND)) {
            case NetworkOpLayout.ADD_RULE -> {
                network.rules().add(VfrRuleLayout.decode(copy.bytes(), NetworkOpLayout.RULE));
                yield 0;
            }
            case NetworkOpLayout.DELETE_RULE -> {
                network.rules().delete(VfrRuleLayout.decode(copy.bytes(), NetworkOpLayout.RULE));
                yield 0;
            }
            case NetworkOpLayout.GET_RULE_LIST -> {
                VfrListing.of(network.rules().rules()).forEach(console::line);
                yield 0;
            }
            case NetworkOpLayout.VIF_QUERY -> query(caller, copy);
            case NetworkOpLayout.VIF_GET_INFO -> getInfo(caller, address, copy);
            case NetworkOpLayout.VIF_SET_PARAMS -> setParams(copy);
            default -> -ENOSYS;
        };
    }

    private int query(Domain caller, Arguments copy) {
        Domain domain = domain(copy);
        Arguments answer = new Arguments((1 + Endpoint.VIFS_PER_DOMAIN) * Integer.BYTES);
        int count = 0;
        for (int index = 0; domain != null && index < Endpoint.VIFS_PER_DOMAIN; index++) {
            if (network.vifs().test(Endpoint.vif(domain.id(), index))) {
                answer.putInt(++count * Integer.BYTES, index);
            }
        }
        answer.putInt(0, domain == null ? -1 : count);
        boolean written = answer.write(caller, copy.getInt(NetworkOpLayout.QUERY_BUFFER), (1 + count) * Integer.BYTES);
        if (domain == null) {
            return -ESRCH;
        }
        return written ? 0 : -EFAULT;
    }

    /** Copies out even if there is no such vif, as it was. */
    private int getInfo(Domain caller, int address, Arguments copy) {
        Vif vif = vif(copy);
        if (vif != null) {
            VifCounters counters = vif.counters();
            copy.putLong(NetworkOpLayout.BYTES_SENT, counters.bytesSent());
            copy.putLong(NetworkOpLayout.BYTES_RECEIVED, counters.bytesReceived());
            copy.putLong(NetworkOpLayout.PACKETS_SENT, counters.packetsSent());
            copy.putLong(NetworkOpLayout.PACKETS_RECEIVED, counters.packetsReceived());
            copy.putInt(NetworkOpLayout.INFO_CREDIT_BYTES, (int) vif.credit().creditBytes());
            copy.putInt(NetworkOpLayout.INFO_CREDIT_MICROS, (int) vif.credit().periodMicros());
        }
        if (!copy.write(caller, address, NetworkOpLayout.SIZE)) {
            return -EFAULT;
        }
        return vif == null ? -ESRCH : 0;
    }

    private int setParams(Arguments copy) {
        Vif vif = vif(copy);
        if (vif == null) {
            return -ESRCH;
        }
        long bytes = copy.getInt(NetworkOpLayout.PARAMS_CREDIT_BYTES) & WORD;
        network.setCredit(vif, bytes, copy.getInt(NetworkOpLayout.PARAMS_CREDIT_MICROS) & WORD);
        return 0;
    }

    private Domain domain(Arguments copy) {
        long id = copy.getLong(NetworkOpLayout.DOMAIN);
        return id < 0 || id > Domain.MAX_ID ? null : hypervisor.domains().find((int) id);
    }

    private Vif vif(Arguments copy) {
        Domain domain = domain(copy);
        int index = copy.getInt(NetworkOpLayout.VIF);
        return domain == null || index < 0 || index >= Endpoint.VIFS_PER_DOMAIN
                ? null
                : network.vifs().find(Endpoint.vif(domain.id(), index));
    }
}
