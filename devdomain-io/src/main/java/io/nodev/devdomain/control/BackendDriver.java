package io.nodev.devdomain.control;

import io.nodev.devdomain.layout.BackendLayout;
import io.nodev.hypervisor.sched.VirtualCpu;
import java.util.ArrayList;
import java.util.List;

/**
 * The backend's end of the handshake, whatever its interfaces carry: says that the driver is up or down, and answers a disconnect
 * when every request in progress has been.
 *
 * @param <I> an interface
 */
public abstract class BackendDriver<I> implements VirtualCpu {
    private final int type;
    private final List<Closing<I>> disconnects = new ArrayList<>();
    private ControlEndpoint controller;
    private boolean up = true;

    private record Closing<I>(I closing, ControlMessage request) {}

    /**
     * A driver that is up.
     *
     * @param type of its messages, a {@link io.nodev.devdomain.layout.ControlType}
     */
    protected BackendDriver(int type) {
        this.type = type;
    }

    /** The interface of a domain by number, or null. */
    protected abstract I find(int domain, int handle);

    /**
     * Handles a message about an interface while the driver is up.
     *
     * @param found the interface that it names, or null
     * @return {@code false} if the answer is put off, by {@link #disconnect}
     */
    protected abstract boolean handle(ControlMessage message, I found);

    /** Gives every interface up as it stands. */
    protected abstract void abandon();

    /** Takes no more requests of an interface. */
    protected abstract void close(I closing);

    /** Requests of an interface that were taken and not yet answered. */
    protected abstract int inProgress(I closing);

    /** Ends the mappings of an interface of which nothing is in progress. */
    protected abstract void unmap(I closed);

    /** Tells the controller that the driver is up. */
    public final void start(ControlEndpoint endpoint) {
        controller = endpoint;
        tell(BackendLayout.UP);
    }

    private void tell(int status) {
        ControlMessage message =
                new ControlMessage(type, BackendLayout.DRIVER_STATUS, BackendLayout.DRIVER_STATUS_SIZE);
        controller.ask(message.putInt(0, status), answer -> {});
    }

    /** Whether the driver is up. */
    public final boolean isUp() {
        return up;
    }

    /** Comes up again, without interfaces, and tells the controller. Once up it does nothing. */
    public void start() {
        if (!up) {
            up = true;
            tell(BackendLayout.UP);
        }
    }

    /**
     * Goes down: gives up every interface as it stands, answers what it had put off, and tells the controller, whose
     * messages are answered with length 0 from now on, but for the question whether it is up. Once down it does nothing.
     */
    public void stop() {
        if (up) {
            up = false;
            abandon();
            disconnects.forEach(each -> answer(each, BackendLayout.INTERFACE_NOT_FOUND));
            disconnects.clear();
            tell(BackendLayout.DOWN);
        }
    }

    /** Handles a message of the controller; {@code false} puts the answer off. */
    public final boolean handle(ControlMessage message) {
        if (message.subtype() == BackendLayout.DRIVER_STATUS && message.length() == BackendLayout.DRIVER_STATUS_SIZE) {
            message.putInt(0, up ? BackendLayout.UP : BackendLayout.DOWN);
            return true;
        }
        if (!up) {
            message.setLength(0);
            return true;
        }
        return handle(message, find(message.getShort(BackendLayout.DOMAIN), message.getInt(BackendLayout.HANDLE)));
    }

    /** Closes an interface; answered at once if there is none, else when nothing of it is in progress. */
    protected final boolean disconnect(I found, ControlMessage message) {
        if (found == null) {
            message.putInt(BackendLayout.DESTROY_STATUS, BackendLayout.INTERFACE_NOT_FOUND);
            return true;
        }
        close(found);
        disconnects.add(new Closing<>(found, message));
        return false;
    }

    /** {@inheritDoc} Finishes disconnects whose last request in progress was answered. */
    @Override
    public boolean run(int budget) {
        for (int i = disconnects.size() - 1; i >= 0; i--) {
            if (inProgress(disconnects.get(i).closing()) == 0) {
                finish(disconnects.remove(i));
            }
        }
        return false;
    }

    private void finish(Closing<I> done) {
        unmap(done.closing());
        answer(done, BackendLayout.OKAY);
    }

    private void answer(Closing<I> done, int status) {
        done.request().putInt(BackendLayout.DESTROY_STATUS, status);
        controller.answer(done.request());
    }
}
