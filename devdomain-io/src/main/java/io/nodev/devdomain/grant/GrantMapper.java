package io.nodev.devdomain.grant;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.hypervisor.grant.GrantStatus;
import io.nodev.hypervisor.hypercall.GrantTableOpLayout;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.memory.AddressSpace;

/** Maps pages that others granted. On the domain's virtual CPU only. */
public final class GrantMapper {
    /** The answer of {@link #map} when the grant could not be mapped. */
    public static final int REFUSED = -1;

    private final GuestKernel kernel;
    private final AddressSpace memory;
    private final int mapOp;
    private final int unmapOp;

    /** For one domain. */
    public GrantMapper(GuestKernel kernel) {
        this.kernel = kernel;
        this.memory = kernel.memory();
        this.mapOp = kernel.scratch(GrantTableOpLayout.MAP_SIZE);
        this.unmapOp = kernel.scratch(GrantTableOpLayout.UNMAP_SIZE);
    }

    /**
     * Maps a granted page at an address that maps nothing.
     *
     * @param readOnly whether for reading only
     * @return a handle for {@link #unmap}, or {@link #REFUSED}
     */
    public int map(int domain, int reference, int virtualAddress, boolean readOnly) {
        memory.putInt(mapOp + GrantTableOpLayout.DOMAIN, domain);
        memory.putInt(mapOp + GrantTableOpLayout.REFERENCE, reference);
        memory.putInt(mapOp + GrantTableOpLayout.MAP_FLAGS, readOnly ? GrantTableOpLayout.MAP_READ_ONLY : 0);
        memory.putInt(mapOp + GrantTableOpLayout.MAP_ADDRESS, virtualAddress);
        int result = kernel.gate().call(HypercallNumber.GRANT_TABLE_OP, GrantTableOpLayout.MAP, mapOp, 1);
        boolean mapped = result == 0 && memory.getInt(mapOp + GrantTableOpLayout.MAP_STATUS) == GrantStatus.OKAY;
        return mapped ? memory.getInt(mapOp + GrantTableOpLayout.MAP_HANDLE) : REFUSED;
    }

    /** Ends a mapping. */
    public void unmap(int handle) {
        memory.putInt(unmapOp + GrantTableOpLayout.UNMAP_HANDLE, handle);
        kernel.gate().call(HypercallNumber.GRANT_TABLE_OP, GrantTableOpLayout.UNMAP, unmapOp, 1);
    }
}
