package io.nodev.devdomain.blkback;

import io.nodev.devdomain.control.ControlEndpoint;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.layout.BlkifBackendLayout;
import io.nodev.devdomain.layout.ControlType;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.sched.VirtualCpu;
import java.util.ArrayList;
import java.util.List;

/**
 * The backend's end of the handshake: makes, connects, disconnects and removes interfaces and their VBDs as the controller asks.
 *
 * <p>A disconnect is answered when every request in progress has been; a removal of a connected interface is refused. A VBD may
 * have any extents of the domain's disks; what lies beyond a disk's end fails when it is asked for. Source:
 * linux-2.6.9-xen-sparse/drivers/xen/blkback/{interface,vbd}.c at 5c70ae783d; extents as in
 * xenolinux-2.4.26-sparse/arch/xen/drivers/blkif/backend/vbd.c at 3e820c5dae.
 */
public final class BlkbackDriver implements VirtualCpu {
    private static final long LOW = 0xFFFF_FFFFL;

    private record Closing(BlkbackInterface closing, ControlMessage request) {}

    private final Blkback blkback;
    private final List<Closing> disconnects = new ArrayList<>();
    private ControlEndpoint controller;
    private boolean up = true;
    private boolean starting;

    /** The driver of one backend. */
    public BlkbackDriver(Blkback blkback) {
        this.blkback = blkback;
    }

    /** Tells the controller that the driver is up. */
    public void start(ControlEndpoint endpoint) {
        controller = endpoint;
        tell(BlkifBackendLayout.UP);
    }

    private void tell(int status) {
        controller.ask(
                new ControlMessage(
                                ControlType.BLKIF_BE,
                                BlkifBackendLayout.DRIVER_STATUS,
                                BlkifBackendLayout.DRIVER_STATUS_SIZE)
                        .putInt(0, status),
                answer -> {});
    }

    /** Whether the driver is up. */
    public boolean isUp() {
        return up;
    }

    /**
     * Comes up again, without interfaces, and tells the controller, once the disks are done with what they had: a request that
     * is done again must not be overtaken by itself. Once up it does nothing.
     */
    public void start() {
        starting = !up;
        startIfIdle();
    }

    private void startIfIdle() {
        if (starting && blkback.inProgress() == 0) {
            starting = false;
            up = true;
            tell(BlkifBackendLayout.UP);
        }
    }

    /**
     * Goes down: gives up every interface as it stands, answers what it had put off, and tells the controller, whose
     * messages are answered with length 0 from now on, but for the question whether it is up. Once down it does nothing.
     */
    public void stop() {
        starting = false;
        if (up) {
            up = false;
            blkback.abandon();
            disconnects.forEach(each -> answer(each, BlkifBackendLayout.INTERFACE_NOT_FOUND));
            disconnects.clear();
            tell(BlkifBackendLayout.DOWN);
        }
    }

    /** Handles a message of the controller; {@code false} puts the answer off. */
    public boolean handle(ControlMessage message) {
        int kind = message.subtype() << 8 | message.length();
        if (kind == (BlkifBackendLayout.DRIVER_STATUS << 8 | BlkifBackendLayout.DRIVER_STATUS_SIZE)) {
            message.putInt(0, up ? BlkifBackendLayout.UP : BlkifBackendLayout.DOWN);
            return true;
        }
        if (!up) {
            message.setLength(0);
            return true;
        }
        int domain = message.getShort(BlkifBackendLayout.DOMAIN);
        int handle = message.getInt(BlkifBackendLayout.HANDLE);
        BlkbackInterface found = blkback.find(domain, handle);
        switch (kind) {
            case BlkifBackendLayout.CREATE << 8 | BlkifBackendLayout.CREATE_SIZE ->
                message.putInt(BlkifBackendLayout.CREATE_STATUS, create(found, domain, handle));
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

    private int create(BlkbackInterface found, int domain, int handle) {
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

    private boolean disconnect(BlkbackInterface found, ControlMessage message) {
        if (found == null) {
            message.putInt(BlkifBackendLayout.DESTROY_STATUS, BlkifBackendLayout.INTERFACE_NOT_FOUND);
            return true;
        }
        found.close();
        disconnects.add(new Closing(found, message));
        return false;
    }

    /** {@inheritDoc} Finishes disconnects whose last request in progress was answered, and a start that waits for disks. */
    @Override
    public boolean run(int budget) {
        for (int i = disconnects.size() - 1; i >= 0; i--) {
            if (disconnects.get(i).closing().inProgress() == 0) {
                finish(disconnects.remove(i));
            }
        }
        startIfIdle();
        return false;
    }

    private void finish(Closing done) {
        done.closing().disconnect();
        answer(done, BlkifBackendLayout.OKAY);
    }

    private void answer(Closing done, int status) {
        done.request().putInt(BlkifBackendLayout.DESTROY_STATUS, status);
        controller.answer(done.request());
    }
}
