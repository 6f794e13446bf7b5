package io.nodev.hypervisor.hypercall;

import io.nodev.hypervisor.TestMachine;
import io.nodev.hypervisor.domain.Domain;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A domain that makes hypercalls with arguments at the start of its memory. */
final class Caller {
    final Domain domain;
    final HypercallGate gate;

    /** Where arguments are. */
    final int at;

    Caller(Domain domain, HypercallTable table) {
        this.domain = domain;
        this.gate = new HypercallGate(domain, table);
        this.at = TestMachine.address(domain, 0);
    }

    /** Writes 32-bit fields from {@link #at} on. */
    Caller fields(int... values) {
        for (int i = 0; i < values.length; i++) {
            domain.memory().putInt(at + i * Integer.BYTES, values[i]);
        }
        return this;
    }

    /** Reads the 32-bit field at an offset. */
    int field(int offset) {
        return domain.memory().getInt(at + offset);
    }

    int call(int number, int... arguments) {
        int[] three = Arrays.copyOf(arguments, 3);
        return gate.call(number, three[0], three[1], three[2]);
    }

    /** Writes text at an address. */
    void text(int address, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        domain.memory().write(address, bytes, 0, bytes.length);
    }

    String text(int address, int length) {
        byte[] bytes = new byte[length];
        domain.memory().read(address, bytes, 0, length);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
