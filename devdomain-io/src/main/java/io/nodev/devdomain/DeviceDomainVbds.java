package io.nodev.devdomain;

import io.nodev.common.disk.DeviceNumber;
import io.nodev.common.disk.DiskUse;
import io.nodev.common.disk.Extent;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.machine.VbdControl;
import io.nodev.common.machine.VbdMode;
import io.nodev.common.machine.VbdReport;
import io.nodev.devdomain.controller.VbdChange;
import io.nodev.devdomain.layout.BlkifBackendLayout;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Changes of VBDs, asked of the controller, which asks the backend. */
final class DeviceDomainVbds implements VbdControl {
    private static final long PATIENCE_SECONDS = 60;

    private final MachineParts parts;

    DeviceDomainVbds(MachineParts parts) {
        this.parts = parts;
    }

    @Override
    public void create(int domain, VbdConfig vbd) {
        if (vbd.mode() == VbdMode.WRITE_ONLY) {
            throw refused("in this architecture a VBD can be read", domain, vbd.device());
        }
        change(VbdChange.Kind.CREATE, domain, vbd, null);
    }

    @Override
    public void grow(int domain, int device, Extent extent) {
        change(VbdChange.Kind.GROW, domain, named(device), extent);
    }

    @Override
    public void shrink(int domain, int device) {
        change(VbdChange.Kind.SHRINK, domain, named(device), null);
    }

    @Override
    public void destroy(int domain, int device) {
        change(VbdChange.Kind.DESTROY, domain, named(device), null);
    }

    private static VbdConfig named(int device) {
        return new VbdConfig(device, VbdMode.READ_ONLY, List.of());
    }

    private void change(VbdChange.Kind kind, int domain, VbdConfig vbd, Extent extent) {
        if (parts.deviceDomains().containsKey(domain)) {
            throw refused("a device domain has its disks and no VBDs", domain, vbd.device());
        }
        parts.running(domain);
        if (parts.hardware().disks().isEmpty()) {
            throw refused("the machine has no disk", domain, vbd.device());
        }
        CompletableFuture<Integer> result = new CompletableFuture<>();
        parts.controller().change(new VbdChange(kind, domain, vbd, extent, result));
        parts.running(MachineParts.CONTROL_DOMAIN).domain().wake();
        int code = await(result);
        if (code != BlkifBackendLayout.OKAY) {
            throw refused(reason(code), domain, vbd.device());
        }
    }

    private static int await(CompletableFuture<Integer> result) {
        try {
            return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a VBD was changed", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "a VBD is changed while the machine runs: no answer for " + PATIENCE_SECONDS + " s", e);
        }
    }

    private static IllegalArgumentException refused(String reason, int domain, int device) {
        return new IllegalArgumentException(reason + ": domain=" + domain + ", device=" + DeviceNumber.name(device));
    }

    private static String reason(int code) {
        return switch (code) {
            case BlkifBackendLayout.INTERFACE_NOT_FOUND, BlkifBackendLayout.VBD_NOT_FOUND -> "it has no such VBD";
            case BlkifBackendLayout.VBD_EXISTS -> "it has one of that number already";
            case BlkifBackendLayout.EXTENT_NOT_FOUND -> "there is no such extent";
            case VbdChange.NO_BACKEND -> "the device domain that serves it is not up";
            case VbdChange.OTHER_BACKEND -> "another device domain serves its VBDs";
            default -> "its backend refuses";
        };
    }

    /** {@inheritDoc} As the controller knows them, whether their backends are up or not. */
    @Override
    public List<DiskUse> uses() {
        return parts.controller().uses();
    }

    /** {@inheritDoc} Told by the backends, which have none while they are down. */
    @Override
    public List<VbdReport> reports() {
        return VbdReports.of(parts.deviceDomains().values());
    }
}
