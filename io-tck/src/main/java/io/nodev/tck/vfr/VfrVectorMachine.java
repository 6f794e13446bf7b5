package io.nodev.tck.vfr;

/** An implementation of the virtual firewall/router, fresh for each case: no vif, no rule. */
public interface VfrVectorMachine {
    /** Makes a vif exist. */
    void addVif(int vif);

    /**
     * Takes one write.
     *
     * @param text the bytes written
     * @return {@code none}, or the operation it is, as the vector file spells it
     */
    String write(byte[] text);

    /** Removes the rules that name a dead domain; its vifs stay. */
    void destroyRules(int domain);

    /**
     * Routes a frame by look-up alone.
     *
     * @param source a vif or the physical interface
     * @param frame the whole frame
     * @return a vif, the physical interface or nowhere
     */
    int route(int source, byte[] frame);
}
