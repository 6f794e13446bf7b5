package io.nodev.devdomain.blkfront;

import io.nodev.common.guest.BlockCompletion;
import io.nodev.common.guest.VirtualBlockDevice;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.ring.BackRing;
import io.nodev.devdomain.TestDomains;
import io.nodev.devdomain.control.ControlEndpoint;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.grant.GrantMapper;
import io.nodev.devdomain.grant.GrantReferences;
import io.nodev.devdomain.layout.BlkRingLayout;
import io.nodev.devdomain.layout.BlkifFrontendLayout;
import io.nodev.devdomain.layout.ControlType;
import io.nodev.hypervisor.domain.SharedInfoLayout;
import io.nodev.hypervisor.event.InterdomainEnds;
import io.nodev.hypervisor.memory.AddressSpace;
import java.util.ArrayList;
import java.util.List;

/** A guest with a block interface, whose controller and backend are the test. */
final class BlockFrontendHarness {
    static final int HDA = 0x300;

    /** A request as the backend finds it. */
    record Request(int operation, int segments, int device, int id, int sector) {}

    private final TestDomains domains = new TestDomains();
    private final GuestKernel backend = domains.add(0);
    private final GuestKernel kernel = domains.add(1);
    private final GrantReferences grants = new GrantReferences(kernel, 4);
    private final Blkfront front = new Blkfront(kernel, grants);
    private final BlkfrontDriver driver = new BlkfrontDriver(front);
    private final GrantMapper mapper = new GrantMapper(backend);
    private final int page = backend.mappings().take();
    private final int data = backend.mappings().take();
    private final List<Long> completed = new ArrayList<>();
    private int mapping = GrantMapper.REFUSED;
    private BackRing ring;

    BlockFrontendHarness() {
        InterdomainEnds ends = new InterdomainEnds(0, 1);
        domains.hypervisor().events().bindInterdomain(domains.domain(0), ends);
        driver.start(ControlEndpoint.ofDomain(kernel, ends.secondPort(), driver::handle));
    }

    Blkfront front() {
        return front;
    }

    BlkfrontDriver driver() {
        return driver;
    }

    BackRing ring() {
        return ring;
    }

    AddressSpace backendMemory() {
        return backend.memory();
    }

    /** Tags of what was completed, in order. */
    List<Long> completed() {
        return completed;
    }

    boolean tell(int status) {
        return tell(0, status);
    }

    boolean tell(int handle, int status) {
        return driver.handle(new ControlMessage(
                        ControlType.BLKIF_FE,
                        BlkifFrontendLayout.INTERFACE_STATUS,
                        BlkifFrontendLayout.INTERFACE_STATUS_SIZE)
                .putInt(BlkifFrontendLayout.HANDLE, handle)
                .putInt(BlkifFrontendLayout.STATUS, status)
                .putShort(BlkifFrontendLayout.PORT, 9));
    }

    /** Messages the guest sent to its controller. */
    int asked() {
        return kernel.memory().getInt(kernel.sharedInfo() + SharedInfoLayout.CONTROL_RING + 1024);
    }

    /** Has the interface offer a ring, maps it and connects. */
    void connect() {
        tell(BlkifFrontendLayout.DISCONNECTED);
        attach();
        tell(BlkifFrontendLayout.CONNECTED);
    }

    /** Maps the ring last offered. */
    void attach() {
        mapping = mapper.map(1, front.ringReference(), page, false);
        if (mapping == GrantMapper.REFUSED) {
            throw new AssertionError("the ring is not granted");
        }
        ring = new BackRing(BlkRingLayout.ring(backend.memory(), page));
    }

    /** Ends the backend's mapping, as its death does. */
    void die() {
        mapper.unmap(mapping);
    }

    /** Connects and answers the probe with one disk. */
    VirtualBlockDevice device() {
        connect();
        answerProbe(HDA);
        return front.all().get(0);
    }

    void answerProbe(int... devices) {
        int slot = ring.nextRequest();
        int reference = BlkRingLayout.reference(backend.memory().getInt(slot + BlkRingLayout.REQUEST_FIRST_SEGMENT));
        int id = backend.memory().getInt(slot + BlkRingLayout.REQUEST_ID);
        int mapped = mapper.map(1, reference, data, false);
        for (int i = 0; i < devices.length; i++) {
            int record = data + i * BlkRingLayout.RECORD_SIZE;
            backend.memory().putInt(record, 1000);
            backend.memory().putInt(record + 4, 0);
            backend.memory().putShort(record + BlkRingLayout.RECORD_DEVICE, (short) devices[i]);
            backend.memory().putShort(record + BlkRingLayout.RECORD_INFO, (short) 0xA0);
        }
        mapper.unmap(mapped);
        answer(id, BlkRingLayout.PROBE, devices.length);
        driver.run(1);
    }

    Request take() {
        int slot = ring.nextRequest();
        AddressSpace memory = backend.memory();
        return new Request(
                memory.getByte(slot + BlkRingLayout.REQUEST_OPERATION),
                memory.getByte(slot + BlkRingLayout.REQUEST_SEGMENTS),
                memory.getShort(slot + BlkRingLayout.REQUEST_DEVICE) & 0xFFFF,
                memory.getInt(slot + BlkRingLayout.REQUEST_ID),
                memory.getInt(slot + BlkRingLayout.REQUEST_SECTOR));
    }

    List<Request> takeAll() {
        List<Request> all = new ArrayList<>();
        while (ring.hasRequest()) {
            all.add(take());
        }
        return all;
    }

    void answer(int id, int operation, int status) {
        int slot = ring.nextResponse();
        backend.memory().putInt(slot + BlkRingLayout.RESPONSE_ID, id);
        BlkRingLayout.putOutcome(backend.memory(), slot, operation, status);
        ring.pushResponses();
    }

    int complete() {
        return front.complete(this::keep, 100);
    }

    private void keep(BlockCompletion completion) {
        completed.add(completion.tag());
    }
}
