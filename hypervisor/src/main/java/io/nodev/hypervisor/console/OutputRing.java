package io.nodev.hypervisor.console;

import java.nio.charset.StandardCharsets;

/** The last bytes of what the hypervisor said; the oldest give way. Used under one of the console's locks. */
final class OutputRing {
    /** Source: CONSOLE_RING_SIZE, xen/drivers/char/console.c at ddc87ed302. */
    static final int SIZE = 16_392;

    private final byte[] bytes = new byte[SIZE];
    private int next;
    private int held;

    void append(String text) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            bytes[next] = b;
            next = (next + 1) % SIZE;
            held = Math.min(held + 1, SIZE);
        }
    }

    int held() {
        return held;
    }

    /** Copies the oldest bytes out, which stay; returns how many. */
    int read(byte[] into) {
        int count = Math.min(into.length, held);
        int first = (next - held + SIZE) % SIZE;
        for (int i = 0; i < count; i++) {
            into[i] = bytes[(first + i) % SIZE];
        }
        return count;
    }

    void clear() {
        held = 0;
    }
}
