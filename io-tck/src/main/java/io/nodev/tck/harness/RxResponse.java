package io.nodev.tck.harness;

import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.Memory;

/**
 * A receive buffer that came back.
 *
 * @param id of the request
 * @param status 0 if there is a frame, else the stack's error code
 * @param frame the frame; empty if there is none
 * @param rest what else is in the frame's page, before and behind it; empty if there is no frame
 */
public record RxResponse(int id, int status, byte[] frame, byte[] rest) {
    private static final byte[] NOTHING = {};

    /** A buffer without a frame. */
    public static RxResponse withoutFrame(int id, int status) {
        return new RxResponse(id, status, NOTHING, NOTHING);
    }

    /** A buffer with a frame, and all that is in its page. */
    public static RxResponse withFrame(int id, Memory memory, int page, int offset, int length) {
        byte[] frame = new byte[length];
        memory.read(page + offset, frame, 0, length);
        byte[] rest = new byte[MachineMemory.PAGE_SIZE - length];
        memory.read(page, rest, 0, offset);
        memory.read(page + offset + length, rest, offset, rest.length - offset);
        return new RxResponse(id, 0, frame, rest);
    }

    /** Whether a frame came with it. */
    public boolean isFrame() {
        return status == 0;
    }
}
