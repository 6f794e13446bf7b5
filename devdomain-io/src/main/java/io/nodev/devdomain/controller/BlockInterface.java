package io.nodev.devdomain.controller;

import io.nodev.common.disk.Extent;
import io.nodev.common.machine.VbdConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A guest's block interface as the controller knows it: how far its handshake has come, and the VBDs it is to have. */
final class BlockInterface {
    /** The only number that a guest's interface has. */
    static final int HANDLE = 0;

    /** Where the backend's end stands. */
    enum BackendState {
        /** The backend has not been asked to make it. */
        ABSENT,
        /** The backend has been asked to make it, and its VBDs. */
        CREATING,
        /** It is made; the guest's ring is wanted. */
        DISCONNECTED,
        /** The backend has been given the guest's ring. */
        CONNECTING,
        /** Requests flow. */
        CONNECTED,
        /** The guest is dead. */
        GONE
    }

    private final int domain;
    private final int backend;
    private final SortedMap<Integer, VbdConfig> vbds = new TreeMap<>();
    private BackendState state = BackendState.ABSENT;
    private int losses;
    private boolean refused;
    private int guestPort;
    private int backendPort;

    BlockInterface(int domain, int backend) {
        this.domain = domain;
        this.backend = backend;
    }

    int domain() {
        return domain;
    }

    int backend() {
        return backend;
    }

    /** The VBDs as they are wanted, by ascending number. */
    List<VbdConfig> vbds() {
        return List.copyOf(vbds.values());
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

    BackendState state() {
        return state;
    }

    void setState(BackendState next) {
        state = next;
        refused &= next != BackendState.CONNECTED && next != BackendState.CREATING;
    }

    /** Notes that the guest's ring was refused; returns whether for the first time since it was made or connected. */
    boolean refuse() {
        boolean first = !refused;
        refused = true;
        return first;
    }

    /** Notes that the backend lost it: what was under way is void. */
    void lose() {
        state = BackendState.ABSENT;
        losses++;
    }

    /** How often the backend lost it. */
    int losses() {
        return losses;
    }

    /** The same as 16 bits of a message hold it. */
    int lossesInMessage() {
        return losses & 0xFFFF;
    }

    /** Whether the two ports are the interface's: closing them otherwise would close somebody else's. */
    boolean hasPorts() {
        return state == BackendState.CONNECTING || state == BackendState.CONNECTED;
    }

    /** The guest's end of the channel; meaningless unless {@link #hasPorts}. */
    int guestPort() {
        return guestPort;
    }

    int backendPort() {
        return backendPort;
    }

    void setPorts(int ofGuest, int ofBackend) {
        guestPort = ofGuest;
        backendPort = ofBackend;
    }
}
