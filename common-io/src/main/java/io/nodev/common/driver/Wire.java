package io.nodev.common.driver;

import java.util.Arrays;

/**
 * One Ethernet segment in memory: what one card sends, every other card on it sees, in the order the wire carried it from
 * each sender. Cards on a wire may have owners on different threads; carrying a frame takes no lock and allocates nothing.
 */
public final class Wire {
    private volatile WireCard[] cards = {};

    /** A wire without cards. */
    public Wire() {}

    /** Connects a new card. Any thread. */
    public synchronized WireCard connect(WireCardSpec spec) {
        WireCard card = new WireCard(this, spec);
        WireCard[] more = Arrays.copyOf(cards, cards.length + 1);
        more[cards.length] = card;
        cards = more;
        return card;
    }

    /**
     * Pulls a card's plug: from now on it sees nothing, and nobody sees what it sends. Any thread; a frame that another
     * thread is sending meanwhile may still arrive. Pulled twice, it stays pulled.
     */
    public synchronized void disconnect(WireCard card) {
        cards = Arrays.stream(cards).filter(other -> other != card).toArray(WireCard[]::new);
    }

    /** Shows a frame to every card but its sender; to none if the sender is not connected. */
    void carry(WireCard sender, byte[] bytes, int length) {
        WireCard[] listening = cards;
        if (!isAmong(listening, sender)) {
            return;
        }
        for (WireCard card : listening) {
            if (card != sender) {
                card.arrive(bytes, length);
            }
        }
    }

    private static boolean isAmong(WireCard[] cards, WireCard card) {
        for (WireCard other : cards) {
            if (other == card) {
                return true;
            }
        }
        return false;
    }
}
