package io.nodev.common.driver;

import io.nodev.common.packet.MacAddress;

/** A card that is another one, but for what is overridden. */
public abstract class ForwardingCard implements NetworkCard {
    private final NetworkCard card;

    /** The same as {@code card} in all that is not overridden. */
    protected ForwardingCard(NetworkCard card) {
        this.card = card;
    }

    /** The other card. */
    public final NetworkCard card() {
        return card;
    }

    @Override
    public String name() {
        return card.name();
    }

    @Override
    public MacAddress address() {
        return card.address();
    }

    @Override
    public boolean scatterGather() {
        return card.scatterGather();
    }

    @Override
    public boolean transmit(OutboundFrame frame, int cookie) {
        return card.transmit(frame, cookie);
    }

    @Override
    public int poll(NicEvents events, int budget) {
        return card.poll(events, budget);
    }

    @Override
    public boolean promiscuous() {
        return card.promiscuous();
    }

    @Override
    public void setPromiscuous(boolean on) {
        card.setPromiscuous(on);
    }

    @Override
    public NicStats stats() {
        return card.stats();
    }

    @Override
    public void setInterrupt(Runnable interrupt) {
        card.setInterrupt(interrupt);
    }

    @Override
    public NetworkCard reset() {
        return around(card.reset());
    }

    /** What this card is for the next owner, to whom the other card is {@code next}. */
    protected abstract NetworkCard around(NetworkCard next);
}
