package io.nodev.hypervisor.hypercall;

import static io.nodev.hypervisor.Errno.EFAULT;
import static io.nodev.hypervisor.Errno.EINVAL;
import static io.nodev.hypervisor.Errno.ENOSYS;
import static io.nodev.hypervisor.Errno.EPERM;
import static io.nodev.hypervisor.Errno.ESRCH;

import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.domain.DomainTable;
import io.nodev.hypervisor.event.EventChannels;
import io.nodev.hypervisor.event.InterdomainEnds;
import io.nodev.hypervisor.event.PortStatus;

/** {@code event_channel_op}: see {@link EventChannelOpLayout}. */
public final class EventChannelOp implements Hypercall {
    private final EventChannels channels;
    private final DomainTable domains;
    private final ThreadLocal<Arguments> arguments =
            ThreadLocal.withInitial(() -> new Arguments(EventChannelOpLayout.SIZE));

    /** Over the ports of one machine. */
    public EventChannelOp(EventChannels channels, DomainTable domains) {
        this.channels = channels;
        this.domains = domains;
    }

    @Override
    public int call(Domain caller, int address, int a2, int a3) {
        Arguments copy = arguments.get();
        if (!copy.read(caller, address, EventChannelOpLayout.SIZE)) {
            return -EFAULT;
        }
        int first = copy.getInt(EventChannelOpLayout.FIRST);
        int second = copy.getInt(EventChannelOpLayout.SECOND);
        int result = switch (copy.getInt(EventChannelOpLayout.COMMAND)) {
            case EventChannelOpLayout.SEND -> channels.send(caller, first);
            case EventChannelOpLayout.BIND_INTERDOMAIN -> bindInterdomain(caller, copy);
            case EventChannelOpLayout.BIND_VIRQ -> port(copy, channels.bindVirq(caller, first));
            case EventChannelOpLayout.BIND_PIRQ -> -EPERM;
            case EventChannelOpLayout.CLOSE -> channels.close(caller, first, second);
            case EventChannelOpLayout.STATUS -> status(caller, copy);
            case EventChannelOpLayout.ALLOC_UNBOUND -> port(copy, channels.allocUnbound(caller, first));
            default -> -ENOSYS;
        };
        boolean answers = copy.getInt(EventChannelOpLayout.COMMAND) != EventChannelOpLayout.SEND && result == 0;
        return answers && !copy.write(caller, address, EventChannelOpLayout.SIZE) ? -EFAULT : result;
    }

    private static int port(Arguments copy, int port) {
        copy.putInt(EventChannelOpLayout.SECOND, port);
        return Math.min(port, 0);
    }

    private int bindInterdomain(Domain caller, Arguments copy) {
        InterdomainEnds ends = new InterdomainEnds(
                        copy.getInt(EventChannelOpLayout.FIRST), copy.getInt(EventChannelOpLayout.SECOND))
                .onPorts(copy.getInt(EventChannelOpLayout.THIRD), copy.getInt(EventChannelOpLayout.FOURTH));
        int result = channels.bindInterdomain(caller, ends);
        copy.putInt(EventChannelOpLayout.THIRD, ends.firstPort());
        copy.putInt(EventChannelOpLayout.FOURTH, ends.secondPort());
        return result;
    }

    private int status(Domain caller, Arguments copy) {
        Domain domain = domains.find(copy.getInt(EventChannelOpLayout.FIRST), caller);
        if (domain != caller && !caller.isPrivileged()) {
            return -EPERM;
        }
        if (domain == null) {
            return -ESRCH;
        }
        int port = copy.getInt(EventChannelOpLayout.SECOND);
        if (port < 0 || port >= EventChannels.MAX_PORTS) {
            return -EINVAL;
        }
        PortStatus status = channels.status(domain.id(), port);
        copy.putInt(EventChannelOpLayout.THIRD, status.state().code());
        copy.putInt(EventChannelOpLayout.FOURTH, status.domain());
        copy.putInt(EventChannelOpLayout.FIFTH, status.detail());
        return 0;
    }
}
