package io.nodev.legacy.vfr;

import io.nodev.common.classifier.Classifier;
import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;

/** Drops what a vif sends from an address that is not its own, and leaves the rest to another classifier. */
public final class OwnAddressClassifier implements Classifier {
    private final Classifier rules;
    private final OwnAddresses own;

    private OwnAddressClassifier(Classifier rules, OwnAddresses own) {
        this.rules = rules;
        this.own = own;
    }

    /**
     * The classifier to use under the given semantics.
     *
     * @param rules interpreted or generated rules
     * @param own the addresses of the machine's vifs
     * @return {@code rules} itself where {@link Quirk#LOCAL_SPOOFING} is on
     */
    public static Classifier of(Classifier rules, OwnAddresses own, VfrSemantics semantics) {
        return semantics.has(Quirk.LOCAL_SPOOFING) ? rules : new OwnAddressClassifier(rules, own);
    }

    @Override
    public int classify(PacketFields fields, int source) {
        return own.permits(fields, source) ? rules.classify(fields, source) : Endpoint.DROP;
    }
}
