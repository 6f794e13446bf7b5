package io.nodev.devdomain.nft.kernel;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;

/** The system calls that a TAP device and a packet socket need. Constants are Linux's, of every 64-bit architecture we run on. */
interface Libc extends Library {
    Libc LIBC = Native.load("c", Libc.class);

    int O_RDWR = 2;
    int O_NONBLOCK = 0x800;
    int EAGAIN = 11;
    long TUNSETIFF = 0x400454CAL;
    short IFF_TAP = 2;
    short IFF_NO_PI = 0x1000;
    int AF_PACKET = 17;
    int SOCK_RAW = 3;
    int SOCK_NONBLOCK = 0x800;
    int ETH_P_ALL = 3;
    int SOL_PACKET = 263;
    int PACKET_IGNORE_OUTGOING = 23;

    int open(String path, int flags, Object... mode) throws LastErrorException;

    int ioctl(int fd, long request, Object... argument) throws LastErrorException;

    int socket(int domain, int type, int protocol) throws LastErrorException;

    int bind(int fd, byte[] address, int length) throws LastErrorException;

    int setsockopt(int fd, int level, int option, byte[] value, int length) throws LastErrorException;

    int if_nametoindex(String name) throws LastErrorException;

    long read(int fd, byte[] buffer, long count) throws LastErrorException;

    long write(int fd, byte[] buffer, long count) throws LastErrorException;
}
