package io.nodev.tck.harness;

/**
 * A receive buffer that came back.
 *
 * @param id of the request
 * @param status 0 if there is a frame, else the stack's error code
 * @param frame the frame; empty if there is none
 */
public record RxResponse(int id, int status, byte[] frame) {
    /** Whether a frame came with it. */
    public boolean isFrame() {
        return status == 0;
    }
}
