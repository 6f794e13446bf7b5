package io.nodev.devdomain.blkfront;

import io.nodev.common.guest.BlockDevices;
import io.nodev.common.guest.BlockHandler;
import io.nodev.common.guest.NoSuchBlockDeviceException;
import io.nodev.common.guest.VirtualBlockDevice;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.ring.FrontRing;
import io.nodev.common.stats.Counter;
import io.nodev.devdomain.control.ConnectionState;
import io.nodev.devdomain.grant.GrantReferences;
import io.nodev.devdomain.grant.RingPage;
import io.nodev.devdomain.layout.BlkRingLayout;
import io.nodev.hypervisor.memory.AddressSpace;
import java.util.List;

/**
 * A guest's block interface, served by a backend in a device domain, with the VBDs that it has there.
 *
 * <p>Requests that are put while it is not connected are shown to the next backend. Those that a lost backend left unanswered,
 * or answered without the guest having taken the answer, are put again, once for each backend, and answered once. Source:
 * linux-2.6.9-xen-sparse/drivers/xen/blkfront/blkfront.c at 5c70ae783d; its request pages were whoever's memory was to be
 * read or written, ours are granted once.
 */
public final class Blkfront implements BlockDevices {
    /**
     * Pages that an interface needs, 5.6 MiB: those of every request that the ring holds and of one whose answer is looked at,
     * at their longest, so that none waits for memory; as many again, since a lost backend may still write to those that it had;
     * and for the ring.
     */
    public static final int PAGES = 2 * (BlkRingLayout.RING.slots() + 1) * BlkRingLayout.MAX_SEGMENTS + 4;

    /** The answer of {@link #takeId} when all requests are outstanding. */
    static final int NONE = -1;

    private static final int SLOTS = BlkRingLayout.RING.slots();

    private final GuestKernel kernel;
    private final AddressSpace memory;
    private final Completion completion;
    private final Counter violations = new Counter();
    private final RingPage page;
    private final DeviceList devices = new DeviceList(this);
    private final ShadowRequest[] shadow = new ShadowRequest[SLOTS];
    private final int[] freeIds = new int[SLOTS];
    private ShadowRequest spare;
    private int freeCount;
    private FrontRing ring;
    private boolean unshown;

    /** A probe that no guest asked for, and so none would show. */
    private boolean probeUnshown;

    private boolean probeDue;
    private int probes;
    private boolean handingOver;
    private ConnectionState state = ConnectionState.CLOSED;
    private int backend;
    private int port;

    /** The interface of a domain, closed, not knowing any device. */
    public Blkfront(GuestKernel kernel, GrantReferences grants) {
        this.kernel = kernel;
        this.memory = kernel.memory();
        this.completion = new Completion(memory);
        this.page = new RingPage(kernel, grants);
        RequestPages pages = new RequestPages(kernel, grants);
        this.spare = new ShadowRequest(pages);
        for (int id = SLOTS - 1; id >= 0; id--) {
            shadow[id] = new ShadowRequest(pages);
            freeIds[freeCount++] = id;
        }
    }

    GuestKernel kernel() {
        return kernel;
    }

    AddressSpace memory() {
        return memory;
    }

    /** Where in the handshake it is. */
    public ConnectionState state() {
        return state;
    }

    /** Answers that made no sense: to nothing that was asked, or more than could be. From any thread. */
    public long violations() {
        return violations.get();
    }

    /** Requests put and not yet answered. */
    public int outstanding() {
        return SLOTS - freeCount;
    }

    int ringReference() {
        return page.reference();
    }

    /**
     * Gives a backend the ring page, zeroed; the state is disconnected then. What the one before left is kept.
     *
     * @return {@code false} if there are not enough pages, because lost backends still map too many; the state is closed then
     */
    boolean offerRing(int newBackend) {
        ring = null;
        state = ConnectionState.CLOSED;
        backend = newBackend;
        page.revoke();
        spare.revoke();
        boolean replaced = spare.replaceMapped();
        for (ShadowRequest each : shadow) {
            each.revoke();
            replaced &= each.replaceMapped();
        }
        if (replaced && page.permit(backend)) {
            state = ConnectionState.DISCONNECTED;
        }
        return state == ConnectionState.DISCONNECTED;
    }

    /** Starts over the given port: requests not answered are put from slot 0 on, with the ids 0 and up. */
    void connect(int newPort) {
        port = newPort;
        if (state != ConnectionState.CONNECTED) {
            state = ConnectionState.CONNECTED;
            ring = new FrontRing(BlkRingLayout.ring(memory, page.address()));
            spare.permit(backend);
            renumber();
            probeDue |= !devices.isKnown();
        } else {
            probeDue = true;
        }
        putProbe();
        submit();
    }

    private void renumber() {
        int live = 0;
        for (int id = 0; id < SLOTS; id++) {
            shadow[id].permit(backend);
            if (shadow[id].isLive()) {
                ShadowRequest moved = shadow[id];
                shadow[id] = shadow[live];
                shadow[live] = moved;
                countReissued(moved);
                issue(live++);
            }
        }
        freeCount = 0;
        for (int id = SLOTS - 1; id >= live; id--) {
            freeIds[freeCount++] = id;
        }
    }

    private static void countReissued(ShadowRequest request) {
        if (request.isIssued() && request.device() != null) {
            request.device().stats().countReissued();
        }
    }

    /** Devices came, went or changed. */
    void changed() {
        probeDue = true;
        putProbe();
        submit();
    }

    /** The guest has no block interface, and knows it. */
    void setNone() {
        devices.setNone();
    }

    /** The number of a request that is to be begun and then {@link #put}, or {@link #NONE}. */
    int takeId() {
        return freeCount == 0 ? NONE : freeIds[--freeCount];
    }

    ShadowRequest request(int id) {
        return shadow[id];
    }

    void put(int id) {
        if (state == ConnectionState.CONNECTED) {
            issue(id);
        }
    }

    private void issue(int id) {
        shadow[id].put(memory, ring.nextRequest(), id);
        unshown = true;
    }

    private void putProbe() {
        if (!probeDue || state != ConnectionState.CONNECTED) {
            return;
        }
        int id = takeId();
        if (id != NONE) {
            probeDue = false;
            probeUnshown = true;
            probes++;
            shadow[id].beginProbe();
            put(id);
        }
    }

    @Override
    public boolean isReady() {
        return devices.isKnown();
    }

    @Override
    public List<VirtualBlockDevice> all() {
        return devices.all();
    }

    @Override
    public VirtualBlockDevice open(String name) throws NoSuchBlockDeviceException {
        return devices.open(name);
    }

    @Override
    public void submit() {
        if (unshown && state == ConnectionState.CONNECTED) {
            unshown = false;
            probeUnshown = false;
            ring.pushRequests();
            kernel.send(port);
        }
    }

    /** {@inheritDoc} Within a handler it hands over nothing. */
    @Override
    public int complete(BlockHandler handler, int budget) {
        if (handingOver) {
            return 0;
        }
        int handed = 0;
        while (handed < budget && hasResponse()) {
            int slot = ring.nextResponse();
            int id = memory.getInt(slot + BlkRingLayout.RESPONSE_ID);
            int status = BlkRingLayout.status(memory, slot);
            if (!isAsked(id)) {
                violations.increment();
            } else if (shadow[id].isProbe()) {
                probed(id, status);
            } else {
                handOver(handler, id, status);
                handed++;
            }
        }
        if (probeUnshown) {
            submit();
        }
        return handed;
    }

    private boolean hasResponse() {
        if (state != ConnectionState.CONNECTED) {
            return false;
        }
        if (ring.hasResponse()) {
            return true;
        }
        if (ring.isOverrun()) {
            violations.increment();
        }
        return false;
    }

    private boolean isAsked(int id) {
        return id >= 0 && id < SLOTS && shadow[id].isLive();
    }

    /** Another request gets the id first, so that the handler can put as many as were outstanding. */
    private void handOver(BlockHandler handler, int id, int status) {
        ShadowRequest done = detach(id);
        completion.set(done, status);
        done.device().count(done, completion.isGood());
        handingOver = true;
        handler.completed(completion);
        handingOver = false;
        putProbe();
    }

    private ShadowRequest detach(int id) {
        ShadowRequest done = shadow[id];
        shadow[id] = spare;
        spare = done;
        done.end();
        freeIds[freeCount++] = id;
        return done;
    }

    private void probed(int id, int status) {
        ShadowRequest done = detach(id);
        probes--;
        devices.probed(memory, done.firstPage(), status);
        putProbe();
        submit();
    }

    /** Takes the answers of probes that nothing else waits before, for guests that ask for no completions. */
    void takeProbes() {
        while (probes > 0 && hasResponse()) {
            int slot = ring.shared().slot(ring.responseIndex());
            int id = memory.getInt(slot + BlkRingLayout.RESPONSE_ID);
            if (!isAsked(id) || !shadow[id].isProbe()) {
                return;
            }
            ring.nextResponse();
            probed(id, BlkRingLayout.status(memory, slot));
        }
    }
}
