package io.nodev.devdomain.netfront;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.packet.MacAddress;
import io.nodev.common.ring.BackRing;
import io.nodev.devdomain.TestDomains;
import io.nodev.devdomain.control.ControlEndpoint;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.grant.GrantMapper;
import io.nodev.devdomain.grant.GrantReferences;
import io.nodev.devdomain.layout.ControlRingLayout;
import io.nodev.devdomain.layout.ControlType;
import io.nodev.devdomain.layout.NetRxLayout;
import io.nodev.devdomain.layout.NetTxLayout;
import io.nodev.devdomain.layout.NetifFrontendLayout;
import io.nodev.hypervisor.domain.SharedInfoLayout;
import io.nodev.hypervisor.event.InterdomainEnds;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.memory.AddressSpace;
import java.util.List;

/** A guest with one interface, whose controller and backend are the test. */
final class FrontendHarness {
    static final MacAddress ADDRESS = MacAddress.parse("aa:00:00:00:00:01");

    private final TestDomains domains = new TestDomains();
    private final GuestKernel backend = domains.add(0);
    private final GuestKernel kernel = domains.add(1);
    private final GrantReferences grants = new GrantReferences(kernel, 2);
    private final Netfront netfront = new Netfront(kernel, grants, 0);
    private final NetfrontDriver driver = new NetfrontDriver(List.of(netfront));
    private final GrantMapper mapper = new GrantMapper(backend);
    private final int txPage = backend.mappings().take();
    private final int rxPage = backend.mappings().take();
    private final int exchangeOp = backend.scratch(16);
    private final int spare = backend.pages().take();
    private int txMapping = GrantMapper.REFUSED;
    private int rxMapping = GrantMapper.REFUSED;
    private BackRing tx;
    private BackRing rx;
    private int reference;

    FrontendHarness() {
        InterdomainEnds ends = new InterdomainEnds(0, 1);
        domains.hypervisor().events().bindInterdomain(domains.domain(0), ends);
        ControlEndpoint endpoint = ControlEndpoint.ofDomain(kernel, ends.secondPort(), driver::handle);
        driver.start(endpoint);
    }

    TestDomains domains() {
        return domains;
    }

    GuestKernel kernel() {
        return kernel;
    }

    Netfront netfront() {
        return netfront;
    }

    NetfrontDriver driver() {
        return driver;
    }

    AddressSpace backendMemory() {
        return backend.memory();
    }

    /** What the guest asked of its controller, by free-running index; 0 is the status of its driver. */
    ControlMessage asked(int index) {
        ControlMessage message = new ControlMessage();
        int slot = ControlRingLayout.toController(kernel.memory(), kernel.sharedInfo())
                .slot(index);
        kernel.memory().read(slot, message.bytes(), 0, ControlMessage.SIZE);
        return message;
    }

    int askedCount() {
        return kernel.memory().getInt(kernel.sharedInfo() + SharedInfoLayout.CONTROL_RING + 1024);
    }

    boolean tell(int status) {
        return tell(0, status);
    }

    boolean tell(int handle, int status) {
        byte[] octets = new byte[6];
        ADDRESS.put(octets, 0);
        return driver.handle(new ControlMessage(
                        ControlType.NETIF_FE,
                        NetifFrontendLayout.INTERFACE_STATUS,
                        NetifFrontendLayout.INTERFACE_STATUS_SIZE)
                .putInt(NetifFrontendLayout.HANDLE, handle)
                .putInt(NetifFrontendLayout.STATUS, status)
                .putShort(NetifFrontendLayout.PORT, 9)
                .putAddress(NetifFrontendLayout.ADDRESS, octets, 0)
                .putShort(NetifFrontendLayout.BACKEND, 0));
    }

    /** Brings the interface up and maps its rings. */
    void connect() {
        tell(NetifFrontendLayout.DISCONNECTED);
        attach();
        tell(NetifFrontendLayout.CONNECTED);
    }

    /** Maps the rings last offered. */
    void attach() {
        txMapping = mapper.map(1, netfront.txReference(), txPage, false);
        rxMapping = mapper.map(1, netfront.rxReference(), rxPage, false);
        if (txMapping == GrantMapper.REFUSED || rxMapping == GrantMapper.REFUSED) {
            throw new AssertionError("the rings are not granted");
        }
        tx = new BackRing(NetTxLayout.ring(backend.memory(), txPage));
        rx = new BackRing(NetRxLayout.ring(backend.memory(), rxPage));
    }

    /** Ends the backend's mappings, as its death does. */
    void detach() {
        mapper.unmap(txMapping);
        mapper.unmap(rxMapping);
    }

    boolean areRingsGranted() {
        int address = backend.mappings().take();
        int mapping = mapper.map(1, netfront.txReference(), address, false);
        if (mapping != GrantMapper.REFUSED) {
            mapper.unmap(mapping);
        }
        backend.mappings().give(address);
        return mapping != GrantMapper.REFUSED;
    }

    /** Where the backend has the transmit ring. */
    int txPage() {
        return txPage;
    }

    /** Where the backend has the receive ring. */
    int rxPage() {
        return rxPage;
    }

    BackRing tx() {
        return tx;
    }

    BackRing rx() {
        return rx;
    }

    /** Takes a transmit request; returns its id. */
    int takeRequest() {
        return backend.memory().getShort(tx.nextRequest() + NetTxLayout.REQUEST_ID);
    }

    void answer(int id, int status) {
        int slot = tx.nextResponse();
        backend.memory().putShort(slot + NetTxLayout.RESPONSE_ID, (short) id);
        backend.memory().putByte(slot + NetTxLayout.RESPONSE_STATUS, (byte) status);
        tx.pushResponses();
    }

    /** Exchanges the oldest buffer for a page that holds {@code frame}; returns the buffer's id. */
    int exchange(byte[] frame) {
        int id = takeBuffer();
        int page = backend.pages().take();
        backend.memory().write(page, frame, 0, frame.length);
        int status = exchange(page);
        backend.pages().give(page);
        if (status != 0) {
            throw new AssertionError("not exchanged: " + status);
        }
        return id;
    }

    /** Takes the oldest buffer, which is not exchanged yet; returns its id. */
    int takeBuffer() {
        int slot = rx.nextRequest();
        reference = backend.memory().getInt(slot + NetRxLayout.REQUEST_REFERENCE);
        return backend.memory().getShort(slot + NetRxLayout.REQUEST_ID);
    }

    /** Tries to exchange the buffer taken last. */
    void exchangeLast() {
        exchange(spare);
    }

    private int exchange(int page) {
        backend.memory().putInt(exchangeOp, 1);
        backend.memory().putInt(exchangeOp + 4, reference);
        backend.memory().putInt(exchangeOp + 8, page);
        backend.gate().call(HypercallNumber.GRANT_TABLE_OP, 4, exchangeOp, 1);
        return backend.memory().getInt(exchangeOp + 12);
    }

    /** Buffers posted and not taken. */
    int buffersOffered() {
        int offered = 0;
        while (rx.hasRequest()) {
            rx.nextRequest();
            offered++;
        }
        return offered;
    }

    void answerReceived(int id, int offset, int status) {
        int slot = rx.nextResponse();
        backend.memory().putInt(slot + NetRxLayout.RESPONSE_OFFSET, offset);
        backend.memory().putShort(slot + NetRxLayout.RESPONSE_ID, (short) id);
        backend.memory().putShort(slot + NetRxLayout.RESPONSE_STATUS, (short) status);
        rx.pushResponses();
    }
}
