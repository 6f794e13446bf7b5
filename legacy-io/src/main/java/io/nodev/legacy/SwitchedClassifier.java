package io.nodev.legacy;

import io.nodev.common.classifier.Classifier;
import io.nodev.common.classifier.PacketFields;

/** A classifier that is exchanged once, before the machine runs, when the state that a better one is made for is there. */
final class SwitchedClassifier implements Classifier {
    private volatile Classifier current;

    SwitchedClassifier(Classifier first) {
        this.current = first;
    }

    void use(Classifier other) {
        current = other;
    }

    @Override
    public int classify(PacketFields fields, int source) {
        return current.classify(fields, source);
    }
}
