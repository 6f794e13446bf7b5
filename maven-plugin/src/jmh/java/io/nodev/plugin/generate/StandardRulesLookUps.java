package io.nodev.plugin.generate;

import io.nodev.common.classifier.Classifier;
import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;
import io.nodev.common.classifier.RuleCounters;
import io.nodev.common.packet.Ipv4Address;
import io.nodev.legacy.vfr.RuleListClassifier;
import io.nodev.legacy.vfr.StandardRules;
import io.nodev.legacy.vfr.VfrRule;
import io.nodev.legacy.vfr.VfrRuleList;
import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.templates.classifier.ClassifierModel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Look-ups in a list of standard rules, two for each guest, by a classifier of one kind. */
final class StandardRulesLookUps {
    private static final int FIRST_ADDRESS = 0x0A00_0001;
    private static final int STRANGER = 0xC633_6407;
    private static final int PACKETS = 1024;

    private final Classifier classifier;
    private final PacketFields stranger = new PacketFields();
    private final PacketFields[] packets = new PacketFields[PACKETS];
    private final int[] sources = new int[PACKETS];
    private int next;

    private StandardRulesLookUps(Classifier classifier, int guests) {
        this.classifier = classifier;
        stranger.setProtocols(PacketFields.NETWORK_IP, 0);
        stranger.setAddresses(STRANGER, STRANGER);
        for (int i = 0; i < PACKETS; i++) {
            int from = i * 7919 % guests;
            int to = i * 104_729 % guests;
            packets[i] = new PacketFields();
            packets[i].setProtocols(PacketFields.NETWORK_IP, 0);
            packets[i].setAddresses(FIRST_ADDRESS + from, FIRST_ADDRESS + to);
            sources[i] = Endpoint.vif(from + 1, 0);
        }
    }

    /** By the list as the hypervisor interprets it. */
    static StandardRulesLookUps interpreted(int rules) {
        BitSet vifs = new BitSet();
        vifs(rules).forEach(vifs::set);
        return new StandardRulesLookUps(new RuleListClassifier(list(rules), vifs::get), rules / 2);
    }

    /** By a class that was generated for the list. */
    static StandardRulesLookUps generated(GeneratedForm form, int rules) {
        ClassifierModel model =
                new ListState(list(rules).rules(), vifs(rules)).model("StandardRules", VfrSemantics.AS_BUILT);
        LoadedClasses classes = form.compile(List.of(model));
        return new StandardRulesLookUps(GeneratedForm.create(classes, model, RuleCounters.NONE), rules / 2);
    }

    private static VfrRuleList list(int rules) {
        List<VfrRule> written = new ArrayList<>();
        for (int guest = 0; guest < rules / 2; guest++) {
            for (String line : StandardRules.of(guest + 1, 0, Ipv4Address.format(FIRST_ADDRESS + guest))) {
                VfrSemantics.AS_BUILT.parseLine(line).operation().ifPresent(add -> written.add(add.rule()));
            }
        }
        VfrRuleList list = new VfrRuleList(VfrSemantics.AS_BUILT, never -> {});
        list.addAll(written);
        return list;
    }

    private static Set<Integer> vifs(int rules) {
        Set<Integer> vifs = new HashSet<>();
        for (int guest = 0; guest < rules / 2; guest++) {
            vifs.add(Endpoint.vif(guest + 1, 0));
        }
        return vifs;
    }

    /** A packet that no rule matches, so that the whole list is gone through. */
    int unmatched() {
        return classifier.classify(stranger, Endpoint.PHYSICAL);
    }

    /** A packet between two guests drawn evenly from the whole list. */
    int amongNeighbours() {
        int i = next++ & PACKETS - 1;
        return classifier.classify(packets[i], sources[i]);
    }
}
