package io.nodev.legacy.vfr;

import io.nodev.common.classifier.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Packets worth trying on a rule list, made of what its rules mention: for every rule, and for every rule that a special
 * newer one competes with, packets that fit the patterns, what these leave open being filled with the addresses and
 * sources of the other rules and with one nobody mentions.
 */
final class CandidatePackets {
    private static final int MOST_FILLINGS = 16;
    private static final int OUTSIDER = 0xC633_6407; // 198.51.100.7, an address reserved for examples
    private static final int CLIENT_PORT = 40_000;
    private static final int SERVER_PORT = 80;

    private final List<VfrRule> newestFirst;
    private final IntPredicate vifExists;
    private final List<Integer> sources;
    private final List<Integer> addresses;

    CandidatePackets(List<VfrRule> newestFirst, IntPredicate vifExists) {
        this.newestFirst = newestFirst;
        this.vifExists = vifExists;
        this.sources = sourcesOf(newestFirst);
        this.addresses = addressesOf(newestFirst);
    }

    /** The existing vifs that rules name, two that perhaps none names, and the physical interface. */
    private List<Integer> sourcesOf(List<VfrRule> rules) {
        IntStream named = rules.stream()
                .flatMap(rule ->
                        Stream.of(rule.source().endpoint(), rule.destination().endpoint()))
                .filter(VfrEndpoint::isNameable)
                .mapToInt(VfrEndpoint::toEndpoint)
                .filter(vifExists)
                .distinct()
                .limit(MOST_FILLINGS);
        int beyond = Endpoint.vif(Endpoint.MAX_DOMAIN, Endpoint.VIFS_PER_DOMAIN - 1) + 1;
        IntStream existing = IntStream.range(0, beyond).filter(vifExists).limit(2);
        return IntStream.concat(IntStream.concat(named, existing), IntStream.of(Endpoint.PHYSICAL))
                .distinct()
                .boxed()
                .toList();
    }

    private static List<Integer> addressesOf(List<VfrRule> rules) {
        Set<Integer> addresses = new LinkedHashSet<>();
        for (VfrRule rule : rules) {
            addBounds(rule.source(), addresses);
            addBounds(rule.destination(), addresses);
        }
        List<Integer> some =
                new ArrayList<>(addresses.stream().limit(MOST_FILLINGS).toList());
        some.add(OUTSIDER);
        return some;
    }

    private static void addBounds(VfrSide side, Set<Integer> addresses) {
        if (side.addressMask() != 0) {
            addresses.add(side.address() & side.addressMask());
            addresses.add(side.address() | ~side.addressMask());
        }
    }

    /**
     * Offers packets until {@code wanted} has enough.
     *
     * @param wanted called with each packet; answers whether to go on
     */
    void offerTo(Predicate<SamplePacket> wanted) {
        for (int newer = 0; newer < newestFirst.size(); newer++) {
            boolean special = newestFirst.get(newer).destination().endpoint().isSpecial();
            int last = special ? newestFirst.size() - 1 : newer;
            for (int older = newer; older <= last; older++) {
                if (!offerBoth(newestFirst.get(newer), newestFirst.get(older), wanted)) {
                    return;
                }
            }
        }
    }

    /** Offers packets that fit both rules; answers whether to go on. */
    private boolean offerBoth(VfrRule one, VfrRule other, Predicate<SamplePacket> wanted) {
        Pattern from = Pattern.ofBoth(one.source(), other.source());
        Pattern to = Pattern.ofBoth(one.destination(), other.destination());
        if (from == null || to == null) {
            return true;
        }
        for (int source : sourcesOf(one, other)) {
            for (int sourceAddress : from.fillings(addresses)) {
                for (int destinationAddress : to.fillings(addresses)) {
                    for (SamplePacket.Kind kind : SamplePacket.Kind.values()) {
                        if (!wanted.test(new SamplePacket(
                                source,
                                kind,
                                sourceAddress,
                                destinationAddress,
                                from.port(CLIENT_PORT),
                                to.port(SERVER_PORT)))) {
                            return false;
                        }
                    }
                }
            }
        }
        return true;
    }

    /** The sources that fit both rules. */
    private List<Integer> sourcesOf(VfrRule one, VfrRule other) {
        VfrEndpoint first = one.source().endpoint();
        VfrEndpoint second = other.source().endpoint();
        if (first.equals(VfrEndpoint.ANY) && second.equals(VfrEndpoint.ANY)) {
            return sources;
        }
        VfrEndpoint fixed = first.equals(VfrEndpoint.ANY) ? second : first;
        if (!second.equals(VfrEndpoint.ANY) && !second.equals(fixed)) {
            return List.of();
        }
        if (fixed.equals(VfrEndpoint.PHYSICAL)) {
            return List.of(Endpoint.PHYSICAL);
        }
        boolean exists = fixed.isNameable() && vifExists.test(fixed.toEndpoint());
        return exists ? List.of(fixed.toEndpoint()) : List.of();
    }

    /** What two sides ask together of address and port. */
    private record Pattern(int address, int addressMask, int portBits, int portMask) {
        /** The common pattern; null if nothing fits both. */
        static Pattern ofBoth(VfrSide one, VfrSide other) {
            boolean apart = ((one.address() ^ other.address()) & one.addressMask() & other.addressMask()) != 0
                    || ((one.port() ^ other.port()) & one.portMask() & other.portMask()) != 0;
            return apart
                    ? null
                    : new Pattern(
                            one.address() & one.addressMask() | other.address() & other.addressMask(),
                            one.addressMask() | other.addressMask(),
                            one.port() & one.portMask() | other.port() & other.portMask(),
                            one.portMask() | other.portMask());
        }

        /** The distinct addresses that fit, the open bits taken from {@code addresses}. */
        List<Integer> fillings(List<Integer> addresses) {
            return addresses.stream()
                    .map(filling -> address | filling & ~addressMask)
                    .distinct()
                    .toList();
        }

        int port(int filling) {
            return portBits | filling & ~portMask;
        }
    }
}
