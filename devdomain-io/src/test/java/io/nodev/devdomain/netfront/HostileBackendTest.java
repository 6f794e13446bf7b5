package io.nodev.devdomain.netfront;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.kernel.PagePool;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.layout.ControlType;
import io.nodev.devdomain.layout.NetTxLayout;
import io.nodev.devdomain.layout.NetifFrontendLayout;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.PageTableEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A backend, and a controller, that lie to a frontend: in every word of both ring pages, every answer and every control
 * message. The frontend's other pages stay as they are and unseen, its frames are conserved, and it works again once it is
 * connected to a backend that does not lie. {@code -Dnodev.seed} changes what is done.
 */
class HostileBackendTest {
    private static final long SEED = Long.getLong("nodev.seed", 20040401L);
    private static final int OPERATIONS = 50_000;
    private static final int MANY_OPERATIONS = 5_000_000;
    private static final int OF_A_LIFE = 5_000;
    private static final byte MARK = (byte) 0xA2;
    private static final int WORDS = MachineMemory.PAGE_SIZE / Integer.BYTES;
    private static final int[] BOUNDARIES = {
        0, 1, -1, 2, 127, 128, 255, 256, 257, 1514, 4095, 4096, 4097, 0x7FFF, 0x8000, 0xFFFF, Integer.MIN_VALUE
    };

    private Random random;
    private FrontendHarness harness;
    private Hypervisor hypervisor;
    private final List<Integer> canaries = new ArrayList<>();
    private String last;
    private int owned;
    private long lies;

    @Test
    void harmsNothingButTheInterface() {
        live(OPERATIONS);
    }

    @Test
    @Tag("slow")
    void harmsNothingButTheInterfaceInMillionsOfOperations() {
        live(MANY_OPERATIONS);
    }

    private void live(int operations) {
        random = new Random(SEED);
        for (int done = 0; done < operations; done += OF_A_LIFE) {
            begin();
            try {
                for (int i = 0; i < OF_A_LIFE; i++) {
                    operate();
                }
                check();
                worksAgain();
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("last: " + last + ", repeat: -Dnodev.seed=" + SEED, failure);
            }
        }
        assertThat(lies).isGreaterThan(operations / 2);
    }

    private void begin() {
        harness = new FrontendHarness();
        hypervisor = harness.domains().hypervisor();
        canaries.clear();
        PagePool pages = harness.kernel().pages();
        byte[] marked = new byte[MachineMemory.PAGE_SIZE];
        Arrays.fill(marked, MARK);
        while (pages.available() > 64) {
            int page = pages.take();
            harness.kernel().memory().write(page, marked, 0, marked.length);
            canaries.add(PageTableEntry.frame(harness.kernel().memory().entry(page)));
        }
        harness.connect();
        owned = hypervisor.frames().owned(1);
    }

    private int lie(int value) {
        return switch (random.nextInt(5)) {
            case 0 -> BOUNDARIES[random.nextInt(BOUNDARIES.length)];
            case 1 -> value + random.nextInt(5) - 2;
            case 2 -> value ^ 1 << random.nextInt(Integer.SIZE);
            case 3 -> canaries.get(random.nextInt(canaries.size()));
            default -> random.nextInt();
        };
    }

    private void operate() {
        switch (random.nextInt(8)) {
            case 0 -> transmit();
            case 1 -> answer();
            case 2, 3 -> deliver();
            case 4 -> writeIndex();
            case 5 -> writeWord();
            case 6 -> tell();
            default -> receive();
        }
        if (random.nextInt(64) == 0) {
            reconnect();
        }
    }

    private void transmit() {
        byte[] frame = new byte[60 + random.nextInt(1400)];
        harness.netfront().transmit(frame, 0, frame.length);
    }

    private boolean isAttached() {
        return harness.netfront().isConnected();
    }

    private void answer() {
        if (isAttached() && harness.tx().unanswered() < 256) {
            int id = harness.tx().hasRequest() ? harness.takeRequest() : random.nextInt();
            last = "answer to " + id;
            lies++;
            harness.answer(lie(id), lie(0));
        }
    }

    private void deliver() {
        if (!isAttached() || !harness.rx().hasRequest()) {
            return;
        }
        byte[] frame = new byte[60 + random.nextInt(1400)];
        int id;
        try {
            id = harness.exchange(frame);
        } catch (AssertionError notOffered) {
            id = random.nextInt(256);
        }
        boolean truth = random.nextInt(4) == 0;
        last = "delivery of " + id;
        lies += truth ? 0 : 1;
        harness.answerReceived(
                random.nextBoolean() || truth ? id : lie(id),
                truth ? 0 : lie(0),
                truth ? frame.length : lie(frame.length));
    }

    private int ringPage() {
        return random.nextBoolean() ? harness.txPage() : harness.rxPage();
    }

    private void writeIndex() {
        write(ringPage(), random.nextInt(4));
    }

    private void writeWord() {
        write(ringPage(), random.nextInt(WORDS));
    }

    private void write(int page, int word) {
        if (isAttached()) {
            int at = page + word * Integer.BYTES;
            int before = harness.backendMemory().getInt(at);
            int after = lie(before);
            last = "word " + word + ": " + before + " -> " + after;
            lies++;
            harness.backendMemory().putIntRelease(at, after);
        }
    }

    private void tell() {
        ControlMessage message = new ControlMessage(
                        ControlType.NETIF_FE,
                        NetifFrontendLayout.INTERFACE_STATUS,
                        NetifFrontendLayout.INTERFACE_STATUS_SIZE)
                .putInt(NetifFrontendLayout.STATUS, NetifFrontendLayout.CHANGED);
        int at = random.nextInt(ControlMessage.SIZE);
        message.bytes()[at] = (byte) lie(message.bytes()[at]);
        last = "byte " + at + " of a control message";
        lies++;
        harness.driver().handle(message);
    }

    private void receive() {
        harness.netfront().receive((bytes, offset, length) -> assertThat(length).isBetween(1, 4096), 64);
    }

    private void reconnect() {
        harness.detach();
        harness.connect();
    }

    private void check() {
        byte[] page = new byte[MachineMemory.PAGE_SIZE];
        byte[] marked = new byte[MachineMemory.PAGE_SIZE];
        Arrays.fill(marked, MARK);
        MachineMemory memory = hypervisor.memory();
        FrameTable frames = hypervisor.frames();
        for (int canary : canaries) {
            memory.read(MachineMemory.address(canary), page, 0, page.length);
            assertThat(page).as("a page of the guest's own").isEqualTo(marked);
            assertThat(frames.owner(canary)).isEqualTo(1);
            assertThat(frames.references(canary)).isEqualTo(2);
        }
        for (int frame = 0; frame < memory.frames(); frame++) {
            if (frames.owner(frame) == 0) {
                memory.read(MachineMemory.address(frame), page, 0, page.length);
                assertThat(hasMark(page))
                        .as("the guest's bytes in frame %d of the backend's", frame)
                        .isFalse();
            }
        }
        assertThat(frames.owned(1)).as("pages of the guest").isEqualTo(owned);
    }

    private static boolean hasMark(byte[] page) {
        int run = 0;
        for (byte each : page) {
            run = each == MARK ? run + 1 : 0;
            if (run == Integer.BYTES * 2) {
                return true;
            }
        }
        return false;
    }

    /** A backend that tells the truth finds a frontend that sends and receives. */
    private void worksAgain() {
        last = "the truth";
        harness.tell(NetifFrontendLayout.CLOSED);
        reconnect();
        while (harness.tx().hasRequest()) {
            harness.answer(harness.takeRequest(), NetTxLayout.STATUS_OKAY);
        }
        harness.netfront().receive((bytes, offset, length) -> {}, 64);
        assertThat(harness.netfront().outstanding()).isZero();
        assertThat(harness.netfront().transmit(new byte[60], 0, 60)).isTrue();
        assertThat(harness.tx().hasRequest()).isTrue();
        harness.answer(harness.takeRequest(), NetTxLayout.STATUS_OKAY);
        byte[] frame = new byte[100];
        Arrays.fill(frame, (byte) 7);
        List<byte[]> received = new ArrayList<>();
        harness.answerReceived(harness.exchange(frame), 0, frame.length);
        harness.netfront()
                .receive(
                        (bytes, offset, length) -> received.add(Arrays.copyOfRange(bytes, offset, offset + length)),
                        64);
        assertThat(received).containsExactly(frame);
    }
}
