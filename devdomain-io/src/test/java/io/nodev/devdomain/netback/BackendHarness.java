package io.nodev.devdomain.netback;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.TestDomains;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.layout.ControlType;
import io.nodev.devdomain.layout.NetifBackendLayout;
import io.nodev.hypervisor.event.InterdomainEnds;

/** A device domain 0 whose controller is the test, and guests whose frontends are written by hand. */
final class BackendHarness {
    static final MacAddress OWN = MacAddress.parse("00:02:b3:9d:1f:aa");

    private final TestDomains domains = new TestDomains();
    private final GuestKernel kernel = domains.add(0);
    private final DeviceDomain device = new DeviceDomain(kernel, "vif0.0", OWN, domains.clock());

    BackendHarness() {
        device.addBackend();
    }

    TestDomains domains() {
        return domains;
    }

    GuestKernel kernel() {
        return kernel;
    }

    DeviceDomain device() {
        return device;
    }

    Netback netback() {
        return device.netback();
    }

    NetbackInterface vif(int domain) {
        return netback().find(domain, 0);
    }

    static MacAddress address(int domain) {
        return new MacAddress(0xAA00_0000_0000L | domain);
    }

    /** A guest with its interface created and connected. */
    RawFrontend connected(int domain) {
        RawFrontend frontend = new RawFrontend(domains.add(domain), address(domain));
        create(domain);
        connect(frontend);
        return frontend;
    }

    int create(int domain) {
        ControlMessage message = message(NetifBackendLayout.CREATE, NetifBackendLayout.CREATE_SIZE, domain);
        device.driver().handle(message);
        return message.getInt(NetifBackendLayout.CREATE_STATUS);
    }

    int destroy(int domain) {
        ControlMessage message = message(NetifBackendLayout.DESTROY, NetifBackendLayout.DESTROY_SIZE, domain);
        device.driver().handle(message);
        return message.getInt(NetifBackendLayout.DESTROY_STATUS);
    }

    int limit(int domain, long bytes, long micros) {
        ControlMessage message = message(NetifBackendLayout.CREDIT_LIMIT, NetifBackendLayout.CREDIT_LIMIT_SIZE, domain)
                .putInt(NetifBackendLayout.CREDIT_LIMIT_BYTES, (int) bytes)
                .putInt(NetifBackendLayout.CREDIT_LIMIT_PERIOD, (int) micros);
        device.driver().handle(message);
        return message.getInt(NetifBackendLayout.CREDIT_LIMIT_STATUS);
    }

    int connect(RawFrontend frontend) {
        int domain = frontend.kernel().gate().domain();
        InterdomainEnds ends = new InterdomainEnds(0, domain);
        domains.hypervisor().events().bindInterdomain(domains.domain(0), ends);
        frontend.start(ends.secondPort());
        return connect(domain, frontend.txReference(), frontend.rxReference(), ends.firstPort());
    }

    int connect(int domain, int txReference, int rxReference, int port) {
        ControlMessage message = message(NetifBackendLayout.CONNECT, NetifBackendLayout.CONNECT_SIZE, domain)
                .putInt(NetifBackendLayout.CONNECT_TX, txReference)
                .putInt(NetifBackendLayout.CONNECT_RX, rxReference)
                .putShort(NetifBackendLayout.CONNECT_PORT, port);
        device.driver().handle(message);
        return message.getInt(NetifBackendLayout.CONNECT_STATUS);
    }

    static ControlMessage message(int subtype, int length, int domain) {
        return new ControlMessage(ControlType.NETIF_BE, subtype, length).putShort(NetifBackendLayout.DOMAIN, domain);
    }

    /** One turn of the backend alone. */
    boolean serve(int budget) {
        return netback().run(budget);
    }
}
