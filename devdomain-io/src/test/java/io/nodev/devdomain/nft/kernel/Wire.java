package io.nodev.devdomain.nft.kernel;

import com.sun.jna.LastErrorException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One end of an interface of the kernel's, from outside: what is written comes in by it, what it sends is read. */
final class Wire {
    private final int fd;
    private final byte[] buffer = new byte[4_096];

    private Wire(int fd) {
        this.fd = fd;
    }

    /** Makes a TAP device of this name; it goes when the process ends. */
    static Wire ofNewTap(String name) {
        int fd = Libc.LIBC.open("/dev/net/tun", Libc.O_RDWR | Libc.O_NONBLOCK);
        ByteBuffer request = ByteBuffer.allocate(40).order(ByteOrder.nativeOrder());
        request.put(name.getBytes(StandardCharsets.US_ASCII));
        request.putShort(16, (short) (Libc.IFF_TAP | Libc.IFF_NO_PI));
        Libc.LIBC.ioctl(fd, Libc.TUNSETIFF, (Object) request.array());
        return new Wire(fd);
    }

    /** Stands for the machine's own stack at an interface: sends as it does, and reads what is passed up to it. */
    static Wire ofStackAt(String name) {
        int fd = Libc.LIBC.socket(Libc.AF_PACKET, Libc.SOCK_RAW | Libc.SOCK_NONBLOCK, 0);
        byte[] on = {1, 0, 0, 0};
        Libc.LIBC.setsockopt(fd, Libc.SOL_PACKET, Libc.PACKET_IGNORE_OUTGOING, on, on.length);
        ByteBuffer address = ByteBuffer.allocate(20).order(ByteOrder.nativeOrder());
        address.putShort((short) Libc.AF_PACKET);
        address.put((byte) 0).put((byte) Libc.ETH_P_ALL);
        address.putInt(Libc.LIBC.if_nametoindex(name));
        Libc.LIBC.bind(fd, address.array(), address.capacity());
        return new Wire(fd);
    }

    /** Writes a frame; false if the kernel would not have it. */
    boolean write(byte[] frame) {
        try {
            return Libc.LIBC.write(fd, frame, frame.length) == frame.length;
        } catch (LastErrorException e) {
            return false;
        }
    }

    /** Everything there is to read. */
    List<byte[]> read() {
        List<byte[]> frames = new ArrayList<>();
        try {
            while (true) {
                int length = (int) Libc.LIBC.read(fd, buffer, buffer.length);
                frames.add(Arrays.copyOf(buffer, length));
            }
        } catch (LastErrorException e) {
            if (e.getErrorCode() != Libc.EAGAIN) {
                throw e;
            }
            return frames;
        }
    }
}
