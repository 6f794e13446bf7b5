package io.nodev.hypervisor.event;

/** Virtual interrupts, by number. Port 0 is bound to {@link #MISDIRECT} for ever. */
public final class Virq {
    /** The catch-all. */
    public static final int MISDIRECT = 0;

    /** A timer that the domain set has expired. */
    public static final int TIMER = 1;

    /** Asked for by a debug key. */
    public static final int DEBUG = 2;

    /** Input waits on the emergency console; domain 0 only. */
    public static final int CONSOLE = 3;

    /** A network ring of the legacy architecture reached its threshold; one for all vifs of the domain. */
    public static final int NET = 4;

    /** A response was put on the legacy block ring. */
    public static final int BLKDEV = 5;

    /** A virtual disk of the domain changed; legacy architecture. */
    public static final int VBD_UPD = 6;

    /** A domain died; domain 0 only. Source: VIRQ_DOM_EXC, xen/include/public/xen.h at 5c70ae783d. */
    public static final int DOMAIN_EXCEPTION = 7;

    /** How many there are. */
    public static final int COUNT = 8;

    private Virq() {}
}
