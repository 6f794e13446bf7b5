package io.nodev.common.classifier;

/** Decides where a packet goes. Pure and safe for use by several threads; allocates nothing, never throws. */
@FunctionalInterface
public interface Classifier {
    /**
     * Names the destination of one packet.
     *
     * @param fields what the packet's headers say
     * @param source the {@link Endpoint} it came from: a vif or {@link Endpoint#PHYSICAL}
     * @return a vif, {@link Endpoint#PHYSICAL} or {@link Endpoint#DROP}; privilege and default delivery are the caller's
     */
    int classify(PacketFields fields, int source);
}
