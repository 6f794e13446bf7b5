package io.nodev.devdomain.controller;

import io.nodev.common.disk.DiskUse;
import io.nodev.common.disk.Extent;
import io.nodev.common.disk.VbdKey;
import io.nodev.common.machine.VbdConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A guest's block interface as the controller knows it: how far its handshake has come, and the VBDs it is to have. */
final class BlockInterface extends Handshake {
    /** The only number that a guest's interface has. */
    static final int HANDLE = 0;

    private final SortedMap<Integer, VbdConfig> vbds = new TreeMap<>();

    BlockInterface(int domain, int backend) {
        super(domain, backend);
    }

    @Override
    int handle() {
        return HANDLE;
    }

    /** The VBDs as they are wanted, by ascending number. */
    List<VbdConfig> vbds() {
        return List.copyOf(vbds.values());
    }

    /** Which sectors they use. */
    Stream<DiskUse> uses() {
        return vbds.values().stream()
                .flatMap(vbd -> vbd.extents().stream()
                        .map(extent -> new DiskUse(
                                new VbdKey(domain(), vbd.device()),
                                extent,
                                vbd.mode().isWritable())));
    }

    void put(VbdConfig vbd) {
        vbds.put(vbd.device(), vbd);
    }

    void remove(int device) {
        vbds.remove(device);
    }

    /** Notes that a VBD has one more extent. */
    void grow(int device, Extent extent) {
        vbds.computeIfPresent(device, (number, vbd) -> {
            List<Extent> more = new ArrayList<>(vbd.extents());
            more.add(extent);
            return new VbdConfig(device, vbd.mode(), more, vbd.backend());
        });
    }

    /** Notes that a VBD has lost its last extent. */
    void shrink(int device) {
        vbds.computeIfPresent(device, (number, vbd) -> {
            List<Extent> fewer =
                    vbd.extents().subList(0, Math.max(0, vbd.extents().size() - 1));
            return new VbdConfig(device, vbd.mode(), fewer, vbd.backend());
        });
    }
}
