package io.nodev.hypervisor.hypercall;

/**
 * Argument of {@code event_channel_op(address)}: a command and a union, all fields 32 bits. Commands and their numbers:
 * xen/include/public/event_channel.h at 5c70ae783d; the field widths are ours.
 *
 * <pre>
 * BIND_INTERDOMAIN  4 domain 1   8 domain 2  12 port 1   16 port 2   ports in and out
 * BIND_VIRQ         4 virq       8 port, out
 * CLOSE             4 domain     8 port
 * SEND              4 port
 * STATUS            4 domain     8 port      12 state    16 domain   20 port or virq, out
 * ALLOC_UNBOUND     4 domain     8 port, out
 * </pre>
 */
public final class EventChannelOpLayout {
    /** Bind two ports to each other. */
    public static final int BIND_INTERDOMAIN = 0;

    /** Bind a virtual interrupt. */
    public static final int BIND_VIRQ = 1;

    /** Bind a physical interrupt: no machine of ours lets a domain have one. */
    public static final int BIND_PIRQ = 2;

    /** Free a port. */
    public static final int CLOSE = 3;

    /** Notify the other end. */
    public static final int SEND = 4;

    /** Ask what a port is bound to. */
    public static final int STATUS = 5;

    /** A fresh port that waits for a domain. */
    public static final int ALLOC_UNBOUND = 6;

    /** Bytes of the structure. */
    public static final int SIZE = 24;

    /** The command. */
    public static final int COMMAND = 0;

    /** First field of the union. */
    public static final int FIRST = 4;

    /** Second field of the union. */
    public static final int SECOND = 8;

    /** Third field of the union. */
    public static final int THIRD = 12;

    /** Fourth field of the union. */
    public static final int FOURTH = 16;

    /** Fifth field of the union. */
    public static final int FIFTH = 20;

    private EventChannelOpLayout() {}
}
