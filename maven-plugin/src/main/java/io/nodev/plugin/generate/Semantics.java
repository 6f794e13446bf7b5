package io.nodev.plugin.generate;

import io.nodev.legacy.vfr.Quirk;
import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.plugin.spec.MachineSpec;
import io.nodev.templates.classifier.ClassifierSemantics;

/** What a description says about semantics and quirks, in the words of the runtime and of the emitter. */
final class Semantics {
    private Semantics() {}

    /** The runtime's meaning of rules and rates. */
    static VfrSemantics of(MachineSpec machine) {
        VfrSemantics semantics = preset(machine);
        for (io.nodev.plugin.spec.Quirk quirk : io.nodev.plugin.spec.Quirk.values()) {
            semantics = semantics.with(of(quirk), machine.quirks().has(quirk));
        }
        return semantics;
    }

    /** The same without any flip. */
    static VfrSemantics preset(MachineSpec machine) {
        return switch (machine.vfr().semantics()) {
            case AS_BUILT -> VfrSemantics.AS_BUILT;
            case AS_DOCUMENTED -> VfrSemantics.AS_DOCUMENTED;
        };
    }

    private static Quirk of(io.nodev.plugin.spec.Quirk quirk) {
        return switch (quirk) {
            case UNKNOWN_COMMAND_IS_ADD -> Quirk.UNKNOWN_COMMAND_IS_ADD;
            case PREFIX_KEYWORDS -> Quirk.PREFIX_MATCHING;
            case MAC_OCTET_AS_PROTOCOL -> Quirk.MAC_OCTET_AS_PROTOCOL;
            case OLDEST_SPECIAL_WINS -> Quirk.OLDEST_SPECIAL_WINS;
            case MISSING_VIF_IS_PHYSICAL -> Quirk.MISSING_VIF_IS_PHYSICAL;
            case CREDIT_UNDERFLOW -> Quirk.CREDIT_UNDERFLOW;
            case CREDIT_WEDGE -> Quirk.CREDIT_WEDGE;
            case LOCAL_SPOOFING -> Quirk.LOCAL_SPOOFING;
        };
    }

    /** What of it the order and the outcome of rules depend on. */
    static ClassifierSemantics ofClassifier(VfrSemantics semantics) {
        return new ClassifierSemantics(
                semantics.has(Quirk.OLDEST_SPECIAL_WINS),
                semantics.has(Quirk.MISSING_VIF_IS_PHYSICAL),
                !semantics.isDocumented(),
                semantics.isDocumented());
    }
}
