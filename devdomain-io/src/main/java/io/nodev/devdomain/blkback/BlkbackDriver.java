package io.nodev.devdomain.blkback;

import io.nodev.devdomain.control.BackendDriver;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.layout.BlkifBackendLayout;
import io.nodev.devdomain.layout.ControlType;
import io.nodev.hypervisor.domain.Domain;

/**
 * The backend's end of the handshake: makes, connects, disconnects and removes interfaces and their VBDs as the controller asks.
 *
 * <p>A disconnect is answered when every request in progress has been; a removal of a connected interface is refused. A VBD may
 * have any extents of the domain's disks; what lies beyond a disk's end fails when it is asked for. Source:
 * linux-2.6.9-xen-sparse/drivers/xen/blkback/{interface,vbd}.c at 5c70ae783d; extents as in
 * xenolinux-2.4.26-sparse/arch/xen/drivers/blkif/backend/vbd.c at 3e820c5dae.
 */
public final class BlkbackDriver extends BackendDriver<BlkbackInterface> {
    private static final long LOW = 0xFFFF_FFFFL;

    private final Blkback blkback;
    private boolean starting;

    /** The driver of one backend. */
    public BlkbackDriver(Blkback blkback) {
        super(ControlType.BLKIF_BE);
        this.blkback = blkback;
    }

    @Override
    protected BlkbackInterface find(int domain, int handle) {
        return blkback.find(domain, handle);
    }

    @Override
    protected void abandon() {
        blkback.abandon();
    }

    @Override
    protected void close(BlkbackInterface closing) {
        closing.close();
    }

    @Override
    protected int inProgress(BlkbackInterface closing) {
        return closing.inProgress();
    }

    @Override
    protected void unmap(BlkbackInterface closed) {
        closed.disconnect();
    }

    /**
     * {@inheritDoc} That is done once the disks are done with what they had: a request that is done again must not be overtaken by
     * itself.
     */
    @Override
    public void start() {
        starting = !isUp();
        startIfIdle();
    }

    private void startIfIdle() {
        if (starting && blkback.inProgress() == 0) {
            starting = false;
            super.start();
        }
    }

    @Override
    public void stop() {
        starting = false;
        super.stop();
    }

    /** {@inheritDoc} And a start that waits for disks. */
    @Override
    public boolean run(int budget) {
        super.run(budget);
        startIfIdle();
        return false;
    }

    @Override
    protected boolean handle(ControlMessage message, BlkbackInterface found) {
        int kind = message.subtype() << 8 | message.length();
        switch (kind) {
            case BlkifBackendLayout.CREATE << 8 | BlkifBackendLayout.CREATE_SIZE ->
                message.putInt(BlkifBackendLayout.CREATE_STATUS, create(found, message));
            case BlkifBackendLayout.DESTROY << 8 | BlkifBackendLayout.DESTROY_SIZE ->
                message.putInt(BlkifBackendLayout.DESTROY_STATUS, destroy(found));
            case BlkifBackendLayout.CONNECT << 8 | BlkifBackendLayout.CONNECT_SIZE ->
                message.putInt(BlkifBackendLayout.CONNECT_STATUS, connect(found, message));
            case BlkifBackendLayout.DISCONNECT << 8 | BlkifBackendLayout.DESTROY_SIZE -> {
                return disconnect(found, message);
            }
            default -> handleVbd(kind, found, message);
        }
        return true;
    }

    private void handleVbd(int kind, BlkbackInterface found, ControlMessage message) {
        int device = message.getShort(BlkifBackendLayout.VBD_DEVICE);
        switch (kind) {
            case BlkifBackendLayout.VBD_CREATE << 8 | BlkifBackendLayout.VBD_SIZE ->
                message.putInt(BlkifBackendLayout.VBD_STATUS, createVbd(found, device, message));
            case BlkifBackendLayout.VBD_DESTROY << 8 | BlkifBackendLayout.VBD_SIZE ->
                message.putInt(BlkifBackendLayout.VBD_STATUS, destroyVbd(found, device));
            case BlkifBackendLayout.VBD_GROW << 8 | BlkifBackendLayout.VBD_GROW_SIZE ->
                message.putInt(BlkifBackendLayout.GROW_STATUS, grow(found, message));
            case BlkifBackendLayout.VBD_SHRINK << 8 | BlkifBackendLayout.VBD_SIZE ->
                message.putInt(BlkifBackendLayout.VBD_STATUS, shrink(found, device));
            default -> message.setLength(0);
        }
    }

    private int create(BlkbackInterface found, ControlMessage message) {
        int domain = message.getShort(BlkifBackendLayout.DOMAIN);
        int handle = message.getInt(BlkifBackendLayout.HANDLE);
        if (domain > Domain.MAX_ID || domain == blkback.kernel().gate().domain() || handle < 0) {
            return BlkifBackendLayout.ERROR;
        }
        if (found != null) {
            return BlkifBackendLayout.INTERFACE_EXISTS;
        }
        blkback.add(new BlkbackInterface(blkback, domain, handle));
        return BlkifBackendLayout.OKAY;
    }

    private int destroy(BlkbackInterface gone) {
        if (gone == null) {
            return BlkifBackendLayout.INTERFACE_NOT_FOUND;
        }
        if (gone.isConnected()) {
            return BlkifBackendLayout.INTERFACE_CONNECTED;
        }
        blkback.remove(gone);
        return BlkifBackendLayout.OKAY;
    }

    private static int connect(BlkbackInterface found, ControlMessage message) {
        if (found == null) {
            return BlkifBackendLayout.INTERFACE_NOT_FOUND;
        }
        if (found.isConnected()) {
            return BlkifBackendLayout.INTERFACE_CONNECTED;
        }
        boolean connected = found.connect(
                message.getInt(BlkifBackendLayout.CONNECT_RING), message.getInt(BlkifBackendLayout.CONNECT_PORT));
        return connected ? BlkifBackendLayout.OKAY : BlkifBackendLayout.MAPPING_ERROR;
    }

    private static int createVbd(BlkbackInterface found, int device, ControlMessage message) {
        if (found == null) {
            return BlkifBackendLayout.INTERFACE_NOT_FOUND;
        }
        if (found.table().find(device) != null) {
            return BlkifBackendLayout.VBD_EXISTS;
        }
        found.table().add(new Vbd(device, message.getShort(BlkifBackendLayout.VBD_READ_ONLY) != 0));
        return BlkifBackendLayout.OKAY;
    }

    private static int destroyVbd(BlkbackInterface found, int device) {
        if (found == null) {
            return BlkifBackendLayout.INTERFACE_NOT_FOUND;
        }
        Vbd gone = found.table().find(device);
        if (gone == null) {
            return BlkifBackendLayout.VBD_NOT_FOUND;
        }
        found.table().remove(gone);
        return BlkifBackendLayout.OKAY;
    }

    private int grow(BlkbackInterface found, ControlMessage message) {
        if (found == null) {
            return BlkifBackendLayout.INTERFACE_NOT_FOUND;
        }
        Vbd grown = found.table().find(message.getShort(BlkifBackendLayout.GROW_DEVICE));
        if (grown == null) {
            return BlkifBackendLayout.VBD_NOT_FOUND;
        }
        DiskPort disk = blkback.disk(message.getShort(BlkifBackendLayout.GROW_DISK));
        if (disk == null) {
            return BlkifBackendLayout.EXTENT_NOT_FOUND;
        }
        long start = getLong(message, BlkifBackendLayout.GROW_START);
        long sectors = getLong(message, BlkifBackendLayout.GROW_SECTORS);
        return grown.grow(disk, start, sectors) ? BlkifBackendLayout.OKAY : BlkifBackendLayout.EXTENT_NOT_FOUND;
    }

    private static long getLong(ControlMessage message, int offset) {
        return message.getInt(offset) & LOW | (long) message.getInt(offset + Integer.BYTES) << Integer.SIZE;
    }

    private static int shrink(BlkbackInterface found, int device) {
        if (found == null) {
            return BlkifBackendLayout.INTERFACE_NOT_FOUND;
        }
        Vbd shrunk = found.table().find(device);
        if (shrunk == null) {
            return BlkifBackendLayout.VBD_NOT_FOUND;
        }
        return shrunk.shrink() ? BlkifBackendLayout.OKAY : BlkifBackendLayout.EXTENT_NOT_FOUND;
    }
}
