package io.nodev.devdomain.netback;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.machine.DropReason;
import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.layout.NetRxLayout;
import io.nodev.devdomain.layout.NetTxLayout;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.MachineMemory;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A frontend that changes every field of its rings, slots, grants and pages at random, next to two that behave. Those lose
 * no frame and get none that was not sent to them; nothing of theirs is read or changed; the liar keeps its pages.
 */
class HostileFrontendTest {
    private static final int OPERATIONS = 100_000;
    private static final int LENGTH = 300;
    private static final int SECRET = 0x5EC12E75;

    private final BackendHarness harness = new BackendHarness();
    private final Random random = new Random(20041113);
    private RawFrontend liar;
    private RawFrontend sender;
    private RawFrontend receiver;
    private int secretPage;
    private int sent;
    private int delivered;

    @BeforeEach
    void connect() {
        liar = harness.connected(1);
        sender = harness.connected(2);
        receiver = harness.connected(3);
        secretPage = sender.kernel().pages().take();
        for (int at = 0; at < MachineMemory.PAGE_SIZE; at += Integer.BYTES) {
            sender.kernel().memory().putInt(secretPage + at, SECRET);
        }
        receiver.postAll();
    }

    /**
     * A frame that nobody else sends, to everybody: what the liar sends may have another's address for its source, which
     * draws frames to one station away from it, as on any bridge.
     */
    private byte[] numbered(int number) {
        byte[] frame = sender.frame(receiver.address(), LENGTH);
        new Random(number).nextBytes(frame);
        MacAddress.BROADCAST.put(frame, 0);
        sender.address().put(frame, 6);
        return frame;
    }

    private void exchangeHonestly() {
        sender.fill(0, 0, numbered(sent));
        sender.send(sent, LENGTH);
        sent++;
        harness.serve(64);
        while (receiver.received() > 0) {
            byte[] frame = receiver.take();
            if (MacAddress.of(frame, 6).equals(sender.address())) {
                assertThat(frame).isEqualTo(numbered(delivered));
                delivered++;
            }
        }
        assertThat(sender.nextStatus()).isEqualTo(NetTxLayout.STATUS_OKAY);
    }

    private int number() {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextInt(600);
            case 2 -> -random.nextInt(600);
            case 3 -> 1 << random.nextInt(32);
            case 4 -> liar.reference(random.nextInt(RawFrontend.PAGES));
            default -> random.nextInt(4097);
        };
    }

    private void lie() {
        AddressSpace memory = liar.kernel().memory();
        switch (random.nextInt(10)) {
            case 0 -> memory.putInt(liar.tx().slot(random.nextInt(256)) + random.nextInt(3) * 4, number());
            case 1 -> memory.putInt(liar.rx().slot(random.nextInt(256)) + random.nextInt(3) * 4, number());
            case 2 -> liar.setTxIndex(random.nextInt(4) * 4, number());
            case 3 -> liar.setRxIndex(random.nextInt(3) * 4, number());
            case 4 -> liar.setTxIndex(NetTxLayout.RING.reqProd(), liar.responses() + random.nextInt(260));
            case 5 ->
                liar.setRxIndex(
                        NetRxLayout.RING.reqProd(), liar.rxIndex(NetRxLayout.RING.rspProd()) + random.nextInt(260));
            case 6 -> regrant();
            case 7 -> liar.fill(random.nextInt(RawFrontend.PAGES), random.nextInt(3000), randomBytes());
            case 8 -> almostRight();
            default -> liar.kick();
        }
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[64];
        random.nextBytes(bytes);
        if (random.nextBoolean()) {
            receiver.address().put(bytes, 0);
            liar.address().put(bytes, 6);
        }
        return bytes;
    }

    /** Grants of its own frames, of frames of others, and of frames that do not exist. */
    private void regrant() {
        int reference = random.nextInt(1024);
        int frame = random.nextInt(20_000) - 1000;
        if (reference == liar.txReference() || reference == liar.rxReference()) {
            return;
        }
        switch (random.nextInt(4)) {
            case 0 -> liar.grants().revoke(reference);
            case 1 -> liar.grants().permit(reference, random.nextInt(4), frame, random.nextBoolean());
            case 2 -> liar.grants().offer(reference, random.nextInt(4), frame);
            default ->
                liar.grants().offer(reference, 0, liar.frameOf(liar.buffer(random.nextInt(RawFrontend.BUFFERS))));
        }
    }

    /** A request with one field wrong, or none. */
    private void almostRight() {
        int slot = liar.tx().slot(liar.responses());
        AddressSpace memory = liar.kernel().memory();
        memory.putInt(slot + NetTxLayout.REQUEST_OFFSET, random.nextBoolean() ? 0 : number());
        memory.putInt(slot + NetTxLayout.REQUEST_REFERENCE, random.nextBoolean() ? liar.reference(0) : number());
        memory.putShort(slot + NetTxLayout.REQUEST_SIZE, (short) (random.nextBoolean() ? 100 : number()));
        liar.setTxIndex(NetTxLayout.RING.reqProd(), liar.responses() + 1);
    }

    @Test
    void harmsNobodyWhateverItWrites() {
        int[] owned = {owned(1), owned(2), owned(3), owned(0)};
        for (int i = 0; i < OPERATIONS; i++) {
            lie();
            if (i % 8 == 0) {
                harness.serve(64);
            }
            if (i % 100 == 0) {
                exchangeHonestly();
            }
        }
        assertThat(delivered).isEqualTo(sent);
        assertThat(harness.vif(3).stats().drops(DropReason.NO_RECEIVE_BUFFER)).isZero();
        assertThat(new int[] {owned(1), owned(2), owned(3), owned(0)}).containsExactly(owned);
        assertThatSecretIsKept();
        for (ProtocolViolation kind : ProtocolViolation.values()) {
            assertThat(harness.vif(1).stats().violations(kind)).as("%s", kind).isPositive();
            assertThat(harness.vif(2).stats().violations(kind)).as("%s", kind).isZero();
            assertThat(harness.vif(3).stats().violations(kind)).as("%s", kind).isZero();
        }
    }

    private int owned(int domain) {
        return harness.domains().hypervisor().frames().owned(domain);
    }

    /** Nothing changed the page, and no page of the liar's holds what only that page does. */
    private void assertThatSecretIsKept() {
        for (int at = 0; at < MachineMemory.PAGE_SIZE; at += Integer.BYTES) {
            assertThat(sender.kernel().memory().getInt(secretPage + at)).isEqualTo(SECRET);
        }
        MachineMemory memory = harness.domains().hypervisor().memory();
        for (int frame = 0; frame < memory.frames(); frame++) {
            if (harness.domains().hypervisor().frames().owner(frame) == 1) {
                for (int at = 0; at < MachineMemory.PAGE_SIZE; at += Integer.BYTES) {
                    assertThat(memory.getInt(MachineMemory.address(frame) + at)).isNotEqualTo(SECRET);
                }
            }
        }
    }
}
