package io.nodev.devdomain.controller;

import io.nodev.common.disk.Extent;
import io.nodev.common.machine.VbdConfig;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.layout.BlkifBackendLayout;
import io.nodev.devdomain.layout.ControlType;
import java.util.ArrayList;
import java.util.List;

/** What the controller asks block backends for, and how it reads the answers. */
final class BlockRequests {
    private BlockRequests() {}

    static ControlMessage of(BlockInterface named, int subtype, int length) {
        return new ControlMessage(ControlType.BLKIF_BE, subtype, length)
                .putShort(BlkifBackendLayout.DOMAIN, named.domain())
                .putInt(BlkifBackendLayout.HANDLE, BlockInterface.HANDLE);
    }

    /** To make a VBD, and then each of its extents. */
    static List<ControlMessage> make(BlockInterface owner, VbdConfig vbd) {
        List<ControlMessage> requests = new ArrayList<>();
        requests.add(vbd(owner, BlkifBackendLayout.VBD_CREATE, vbd.device())
                .putShort(BlkifBackendLayout.VBD_READ_ONLY, vbd.mode().isWritable() ? 0 : 1));
        vbd.extents().forEach(extent -> requests.add(grow(owner, vbd.device(), extent)));
        return requests;
    }

    /** To create without extents, destroy or shrink a VBD. */
    static ControlMessage vbd(BlockInterface owner, int subtype, int device) {
        return of(owner, subtype, BlkifBackendLayout.VBD_SIZE).putShort(BlkifBackendLayout.VBD_DEVICE, device);
    }

    static ControlMessage grow(BlockInterface owner, int device, Extent extent) {
        ControlMessage message = of(owner, BlkifBackendLayout.VBD_GROW, BlkifBackendLayout.VBD_GROW_SIZE);
        putLong(message, BlkifBackendLayout.GROW_START, extent.start());
        putLong(message, BlkifBackendLayout.GROW_SECTORS, extent.sectors());
        return message.putShort(BlkifBackendLayout.GROW_DISK, extent.device())
                .putShort(BlkifBackendLayout.GROW_DEVICE, device);
    }

    private static void putLong(ControlMessage message, int offset, long value) {
        message.putInt(offset, (int) value).putInt(offset + Integer.BYTES, (int) (value >>> Integer.SIZE));
    }

    /** The result in an answer to one of these; an error for one that was not understood. */
    static int result(ControlMessage answer) {
        return switch (answer.subtype()) {
            case BlkifBackendLayout.CONNECT ->
                answer.result(
                        BlkifBackendLayout.CONNECT_STATUS, BlkifBackendLayout.CONNECT_SIZE, BlkifBackendLayout.ERROR);
            case BlkifBackendLayout.VBD_GROW ->
                answer.result(
                        BlkifBackendLayout.GROW_STATUS, BlkifBackendLayout.VBD_GROW_SIZE, BlkifBackendLayout.ERROR);
            case BlkifBackendLayout.VBD_CREATE, BlkifBackendLayout.VBD_DESTROY, BlkifBackendLayout.VBD_SHRINK ->
                answer.result(BlkifBackendLayout.VBD_STATUS, BlkifBackendLayout.VBD_SIZE, BlkifBackendLayout.ERROR);
            default ->
                answer.result(
                        BlkifBackendLayout.DESTROY_STATUS, BlkifBackendLayout.DESTROY_SIZE, BlkifBackendLayout.ERROR);
        };
    }
}
