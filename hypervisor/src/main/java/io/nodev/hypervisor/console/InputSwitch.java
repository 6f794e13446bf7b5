package io.nodev.hypervisor.console;

/**
 * Who gets what is typed. Three times CTRL-a in a row changes it and is swallowed; one or two are passed on as soon as
 * something else follows. Used under one of the console's locks.
 */
final class InputSwitch {
    /** CTRL-a. */
    static final byte CODE = 1;

    private static final int TIMES = 3;

    private boolean toDomain;
    private int codes;

    /** Whether input goes to domain 0, not to the debug keys. */
    boolean isToDomain() {
        return toDomain;
    }

    void flip() {
        toDomain = !toDomain;
    }

    /** Takes a CTRL-a; returns whether it was the third. */
    boolean takeCode() {
        codes = (codes + 1) % TIMES;
        return codes == 0;
    }

    /** How many were held back and are to be passed on now. */
    int takeHeldBack() {
        int heldBack = codes;
        codes = 0;
        return heldBack;
    }
}
