package io.nodev.legacy.vif;

import io.nodev.common.classifier.Classifier;
import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;
import io.nodev.legacy.vfr.Quirk;
import io.nodev.legacy.vfr.VfrFields;
import io.nodev.legacy.vfr.VfrSemantics;

/** Asks the virtual firewall/router where a frame goes. Works on a private copy of the frame's first bytes. */
final class PacketRouter {
    private final VfrFields reader;
    private final Classifier classifier;
    private final VifTable vifs;
    private final int missingVif;
    private final PacketFields fields = new PacketFields();

    PacketRouter(Classifier classifier, VifTable vifs, VfrSemantics semantics) {
        this.reader = new VfrFields(semantics);
        this.classifier = classifier;
        this.vifs = vifs;
        this.missingVif = semantics.has(Quirk.MISSING_VIF_IS_PHYSICAL) ? Endpoint.PHYSICAL : Endpoint.DROP;
    }

    /**
     * Names the destination of a frame.
     *
     * @param available how many bytes of {@code header} are the frame's
     * @param source where it comes from
     * @return a living vif, {@link Endpoint#PHYSICAL} or {@link Endpoint#DROP}; the latter also for what is not looked up
     */
    int route(byte[] header, int available, int source) {
        if (!reader.read(header, available, fields)) {
            return Endpoint.DROP;
        }
        int destination = classifier.classify(fields, source);
        return Endpoint.isVif(destination) && !vifs.test(destination) ? missingVif : destination;
    }
}
