package io.nodev.legacy.vfr;

import io.nodev.common.classifier.PacketFields;
import io.nodev.common.packet.MacAddress;
import io.nodev.legacy.vfr.PacketDifference.Cause;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Finds where rules mean one thing as built and another as documented: lines that are read differently, and packets that
 * one and the same list decides differently. Pure.
 *
 * <p>Packets are searched among {@link CandidatePackets}, so a difference that shows only on a packet no rule hints at
 * may stay unfound, as may one in a list of thousands that needs more than the bounded number of trials. What is found
 * is true: both verdicts come from the look-up itself. Who may send from which address is not part of the comparison.
 */
public final class SemanticsDifference {
    private static final int MAC_FOURTH_OCTET_SHIFT = 16;
    private static final long MOST_ROWS_TRIED = 100_000_000;

    private final int macOctet;
    private final IntPredicate vifExists;

    /**
     * @param nic address of the physical interface, which the source address of every transmitted packet becomes; packets
     *     from the wire are taken to have the same fourth octet
     * @param vifExists whether a vif endpoint is one of the machine's
     */
    public SemanticsDifference(MacAddress nic, IntPredicate vifExists) {
        this.macOctet = (int) (nic.bits() >>> MAC_FOURTH_OCTET_SHIFT) & 0xFF;
        this.vifExists = vifExists;
    }

    /**
     * How a line of a rules file is read by either semantics, if not alike. A line that does nothing as built and is an
     * error as documented counts as a difference.
     */
    public static Optional<LineDifference> ofLine(String line) {
        VfrParsed built = VfrSemantics.AS_BUILT.parseLine(line);
        VfrParsed documented = VfrSemantics.AS_DOCUMENTED.parseLine(line);
        if (built.operation().isPresent() && built.operation().equals(documented.operation())) {
            return Optional.empty();
        }
        return Optional.of(new LineDifference(line, VfrDescription.of(built), VfrDescription.of(documented)));
    }

    /**
     * Packets that the list decides differently, at most one for each cause, in the order of the causes.
     *
     * @param newestFirst the rules in list order
     */
    public List<PacketDifference> ofList(List<VfrRule> newestFirst) {
        Search search = new Search(newestFirst);
        if (!search.sought.isEmpty()) {
            new CandidatePackets(newestFirst, vifExists).offerTo(search::goesOnAfter);
        }
        return new ArrayList<>(search.found.values());
    }

    /** One list under the semantics to be compared. */
    private final class Search {
        private final Verdicts built;
        private final Verdicts documented;
        private final Verdicts builtInOrder;
        private final Verdicts builtWithoutMissing;
        private final Verdicts builtWithHeaders;
        private final Verdicts documentedWithoutCount;
        private final Set<Cause> sought;
        private final Map<Cause, PacketDifference> found = new EnumMap<>(Cause.class);
        private long trialsLeft;

        Search(List<VfrRule> rules) {
            built = new Verdicts(rules, VfrSemantics.AS_BUILT);
            documented = new Verdicts(rules, VfrSemantics.AS_DOCUMENTED);
            builtInOrder = new Verdicts(rules, VfrSemantics.AS_BUILT.with(Quirk.OLDEST_SPECIAL_WINS, false));
            builtWithoutMissing = new Verdicts(rules, VfrSemantics.AS_BUILT.with(Quirk.MISSING_VIF_IS_PHYSICAL, false));
            builtWithHeaders = new Verdicts(rules, VfrSemantics.AS_BUILT, VfrSemantics.AS_DOCUMENTED);
            List<VfrRule> accepting = rules.stream()
                    .map(rule -> rule.withAction(VfrAction.ACCEPT))
                    .toList();
            documentedWithoutCount = new Verdicts(accepting, VfrSemantics.AS_DOCUMENTED);
            sought = causesPossibleIn(rules);
            trialsLeft = MOST_ROWS_TRIED / Math.max(1, rules.size());
        }

        private boolean goesOnAfter(SamplePacket packet) {
            int asBuilt = built.of(packet);
            int asDocumented = documented.of(packet);
            if (asBuilt != asDocumented) {
                Cause cause = causeOf(packet, asBuilt, asDocumented);
                found.putIfAbsent(cause, new PacketDifference(packet, cause, asBuilt, asDocumented));
                sought.remove(cause);
            }
            return !sought.isEmpty() && --trialsLeft > 0;
        }

        /** The first change from one meaning towards the other that alone changes the verdict. */
        private Cause causeOf(SamplePacket packet, int asBuilt, int asDocumented) {
            if (builtInOrder.of(packet) != asBuilt) {
                return Cause.ORDER;
            }
            if (builtWithoutMissing.of(packet) != asBuilt) {
                return Cause.MISSING_VIF;
            }
            if (builtWithHeaders.of(packet) != asBuilt) {
                return Cause.HEADERS;
            }
            return documentedWithoutCount.of(packet) != asDocumented ? Cause.COUNT : Cause.SEVERAL;
        }

        private Set<Cause> causesPossibleIn(List<VfrRule> rules) {
            Set<Cause> possible = EnumSet.noneOf(Cause.class);
            for (VfrRule rule : rules) {
                VfrEndpoint to = rule.destination().endpoint();
                if (to.isSpecial()) {
                    possible.add(Cause.ORDER);
                } else if (!to.isNameable() || !vifExists.test(to.toEndpoint())) {
                    possible.add(Cause.MISSING_VIF);
                }
                if (rule.action() == VfrAction.COUNT.code()) {
                    possible.add(Cause.COUNT);
                }
                if (dependsOnHeaders(rule)) {
                    possible.add(Cause.HEADERS);
                }
            }
            return possible;
        }

        private boolean dependsOnHeaders(VfrRule rule) {
            return rule.protocol() == VfrProtocol.TCP.code()
                    || rule.protocol() == VfrProtocol.UDP.code()
                    || rule.source().portMask() != 0
                    || rule.destination().portMask() != 0;
        }
    }

    /** The decisions of one list under one semantics. */
    private final class Verdicts {
        private final EvaluationTable table;
        private final VfrFields reader;
        private final PacketFields fields = new PacketFields();

        Verdicts(List<VfrRule> rules, VfrSemantics semantics) {
            this(rules, semantics, semantics);
        }

        Verdicts(List<VfrRule> rules, VfrSemantics semantics, VfrSemantics headers) {
            table = EvaluationTable.of(rules.stream().map(CountedRule::of).toList(), semantics);
            reader = new VfrFields(headers);
        }

        int of(SamplePacket packet) {
            byte[] frame = packet.toFrame(macOctet);
            reader.read(frame, frame.length, fields);
            return table.lookUp(fields, packet.source(), vifExists);
        }
    }
}
