package io.nodev.legacy.vif;

import static io.nodev.hypervisor.Errno.EFAULT;
import static io.nodev.hypervisor.Errno.EINVAL;

import io.nodev.common.classifier.Endpoint;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.hypercall.Arguments;
import io.nodev.hypervisor.hypercall.Hypercall;

/**
 * {@code net_io_op}: see {@link NetIoOpLayout}. Checks in this order: the argument can be read, else -EFAULT; the caller
 * has such a vif, else -EINVAL; the command is known, else -EINVAL. Source: xen/common/network.c at ddc87ed302.
 */
public final class NetIoOp implements Hypercall {
    private final LegacyNetwork network;
    private final ThreadLocal<Arguments> arguments = ThreadLocal.withInitial(() -> new Arguments(NetIoOpLayout.SIZE));

    /** Over the vifs of one machine. */
    public NetIoOp(LegacyNetwork network) {
        this.network = network;
    }

    @Override
    public int call(Domain caller, int address, int a2, int a3) {
        Arguments copy = arguments.get();
        if (!copy.read(caller, address, NetIoOpLayout.SIZE)) {
            return -EFAULT;
        }
        int index = copy.getInt(NetIoOpLayout.VIF);
        Vif vif = index < 0 || index >= Endpoint.VIFS_PER_DOMAIN
                ? null
                : network.vifs().find(Endpoint.vif(caller.id(), index));
        if (vif == null) {
            return -EINVAL;
        }
        return switch (copy.getInt(NetIoOpLayout.COMMAND)) {
            case NetIoOpLayout.PUSH_BUFFERS -> {
                network.push(vif);
                yield 0;
            }
            case NetIoOpLayout.FLUSH_BUFFERS -> {
                network.flush(vif);
                yield 0;
            }
            case NetIoOpLayout.RESET_RINGS -> network.reset(vif);
            case NetIoOpLayout.GET_VIF_INFO -> {
                copy.putInt(NetIoOpLayout.RING_FRAME, vif.ringPage());
                vif.address().put(copy.bytes(), NetIoOpLayout.ADDRESS);
                yield copy.write(caller, address, NetIoOpLayout.SIZE) ? 0 : -EFAULT;
            }
            default -> -EINVAL;
        };
    }
}
