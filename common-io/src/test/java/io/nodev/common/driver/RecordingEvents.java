package io.nodev.common.driver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps what a card showed its owner, in order. */
class RecordingEvents implements NicEvents {
    final List<byte[]> frames = new ArrayList<>();
    final List<Integer> cookies = new ArrayList<>();

    @Override
    public void received(byte[] bytes, int offset, int length) {
        frames.add(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    @Override
    public void transmitted(int cookie) {
        cookies.add(cookie);
    }

    /** A frame to an address that holds its number, so that frames can be told apart. */
    static byte[] frame(String destination, int length, int number) {
        byte[] frame = new byte[length];
        io.nodev.common.packet.MacAddress.parse(destination).put(frame, 0);
        frame[12] = (byte) (number >>> 8);
        frame[13] = (byte) number;
        return frame;
    }
}
