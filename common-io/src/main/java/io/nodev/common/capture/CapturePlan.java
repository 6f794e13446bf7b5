package io.nodev.common.capture;

import io.nodev.common.packet.EthernetView;
import io.nodev.common.packet.MacAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who sends which frame of a capture: each record goes to whoever has its source address, in capture order. Records that
 * nobody can send are counted, not hidden.
 *
 * @param steps what is played, in capture order
 * @param strangers source addresses that nobody has, in order of appearance, with the number of their records
 * @param unplayable records that are no whole frame, by reason
 */
public record CapturePlan(List<Step> steps, Map<MacAddress, Integer> strangers, Map<Unplayable, Integer> unplayable) {
    /**
     * One record and who sends it.
     *
     * @param record the frame and its time
     * @param origin name of the vif or NIC where the frame enters the machine, as {@code vif1.0} or {@code eth0}
     */
    public record Step(PcapRecord record, String origin) {}

    /** Why a record cannot be played, whoever its sender is. */
    public enum Unplayable {
        /** The capture kept only the beginning of the frame. */
        CUT,
        /** Shorter than an Ethernet header. */
        RUNT,
        /** Longer than 1,514 bytes, as captures on a host with segmentation offload hold them. */
        GIANT
    }

    /** Keeps its own copies. */
    public CapturePlan {
        steps = List.copyOf(steps);
        strangers = Collections.unmodifiableMap(new LinkedHashMap<>(strangers));
        unplayable = Collections.unmodifiableMap(new LinkedHashMap<>(unplayable));
    }

    /**
     * Plans a capture.
     *
     * @param records in capture order
     * @param origins where the frames of each source address enter the machine
     */
    public static CapturePlan of(List<PcapRecord> records, Map<MacAddress, String> origins) {
        List<Step> steps = new ArrayList<>();
        Map<MacAddress, Integer> strangers = new LinkedHashMap<>();
        Map<Unplayable, Integer> unplayable = new EnumMap<>(Unplayable.class);
        for (PcapRecord record : records) {
            Optional<Unplayable> obstacle = obstacle(record);
            if (obstacle.isPresent()) {
                unplayable.merge(obstacle.get(), 1, Integer::sum);
                continue;
            }
            MacAddress source = MacAddress.of(record.bytes(), EthernetView.SOURCE);
            String origin = origins.get(source);
            if (origin == null) {
                strangers.merge(source, 1, Integer::sum);
            } else {
                steps.add(new Step(record, origin));
            }
        }
        return new CapturePlan(steps, strangers, unplayable);
    }

    private static Optional<Unplayable> obstacle(PcapRecord record) {
        if (record.isCut()) {
            return Optional.of(Unplayable.CUT);
        }
        if (record.bytes().length < EthernetView.HEADER_LENGTH) {
            return Optional.of(Unplayable.RUNT);
        }
        return record.bytes().length > EthernetView.MAX_FRAME_LENGTH ? Optional.of(Unplayable.GIANT) : Optional.empty();
    }
}
