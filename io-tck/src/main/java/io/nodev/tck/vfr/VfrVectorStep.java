package io.nodev.tck.vfr;

/** One record of a case, to be done in the order of the file. */
public sealed interface VfrVectorStep {
    /** The line of the file the record is on, counted from 1. */
    int line();

    /**
     * From here on a vif exists.
     *
     * @param line line of the file
     * @param vif the vif's endpoint
     */
    record AddVif(int line, int vif) implements VfrVectorStep {}

    /**
     * One write of rule text.
     *
     * @param line line of the file
     * @param text the bytes written, the final newline included
     * @param expected {@code none}, or the operation the parser must make of it, as the file spells it
     */
    record Write(int line, byte[] text, String expected) implements VfrVectorStep {}

    /**
     * A domain's death takes the rules that name it.
     *
     * @param line line of the file
     * @param domain the domain's id
     */
    record DestroyRules(int line, int domain) implements VfrVectorStep {}

    /**
     * A frame to be routed.
     *
     * @param line line of the file
     * @param source the endpoint it comes from: a vif or the physical interface
     * @param frame the whole frame
     * @param expected the endpoint the look-up must name: a vif, the physical interface or nowhere
     */
    record Packet(int line, int source, byte[] frame, int expected) implements VfrVectorStep {}
}
