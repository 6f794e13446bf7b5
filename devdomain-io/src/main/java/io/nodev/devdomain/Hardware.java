package io.nodev.devdomain;

import io.nodev.common.disk.Disk;
import io.nodev.common.driver.NetworkCard;
import java.util.ArrayList;
import java.util.List;

/**
 * A machine's NICs and disks: as they were described, and as their present owners drive them. After a reset the former owner's
 * thread, which may still go on, has other objects than the next owner.
 */
final class Hardware {
    private final List<NetworkCard> cards;
    private final List<Disk> disks;
    private final List<NetworkCard> ownersCards;
    private final List<Disk> ownersDisks;

    Hardware(List<NetworkCard> cards, List<Disk> disks) {
        this.cards = List.copyOf(cards);
        this.disks = List.copyOf(disks);
        this.ownersCards = new ArrayList<>(cards);
        this.ownersDisks = new ArrayList<>(disks);
    }

    /** In the order of the description. */
    List<NetworkCard> cards() {
        return cards;
    }

    /** In the order of the description. */
    List<Disk> disks() {
        return disks;
    }

    List<NetworkCard> cards(List<String> names) {
        return ownersCards.stream().filter(card -> names.contains(card.name())).toList();
    }

    List<Disk> disks(List<String> names) {
        return ownersDisks.stream().filter(disk -> names.contains(disk.name())).toList();
    }

    /** In a turn of the control domain. */
    void reset(List<String> cardNames, List<String> diskNames) {
        ownersCards.replaceAll(card -> cardNames.contains(card.name()) ? card.reset() : card);
        ownersDisks.replaceAll(disk -> diskNames.contains(disk.name()) ? disk.reset() : disk);
    }

    void closeDisks() {
        disks.forEach(Disk::close);
    }
}
