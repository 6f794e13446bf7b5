package io.nodev.common.driver;

/** A card as an owner drives it that was not the first: with queues that only this owner uses. */
final class LaterOwnersCard extends ForwardingCard {
    private final QueuedCard card;
    private final CardQueues queues;

    LaterOwnersCard(QueuedCard card, CardQueues queues) {
        super(card);
        this.card = card;
        this.queues = queues;
    }

    @Override
    public boolean transmit(OutboundFrame frame, int cookie) {
        return card.transmitOf(queues, frame, cookie);
    }

    @Override
    public int poll(NicEvents events, int budget) {
        return queues.poll(events, budget);
    }

    @Override
    public void setInterrupt(Runnable interrupt) {
        queues.connect(interrupt);
    }

    @Override
    protected NetworkCard around(NetworkCard next) {
        return next;
    }
}
