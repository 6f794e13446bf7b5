package io.nodev.templates.classifier;

/**
 * How a list of rules decides. Two presets and single departures from them.
 *
 * @param oldestSpecialWins whether the newest match with a concrete destination beats every special one, and the oldest
 *     match wins among special ones, as {@code net_get_target_vif} in Xen's {@code xen/common/network.c} at ddc87ed302
 *     has it; otherwise the newest match decides
 * @param missingVifIsPhysical whether a rule to a vif that does not exist sends to the wire; otherwise it drops
 * @param portsReadAsZero whether the packet fields never hold a port but 0, so that port tests are settled now
 * @param countContinues whether COUNT counts the packet and goes on to the next rule tried; otherwise it is ACCEPT
 */
public record ClassifierSemantics(
        boolean oldestSpecialWins, boolean missingVifIsPhysical, boolean portsReadAsZero, boolean countContinues) {
    /** What Xen of 2004-04-01 did. */
    public static final ClassifierSemantics AS_BUILT = new ClassifierSemantics(true, true, true, false);

    /** What its documentation said. */
    public static final ClassifierSemantics AS_DOCUMENTED = new ClassifierSemantics(false, false, false, true);

    /** The same but for the order among rules. */
    public ClassifierSemantics withOldestSpecialWins(boolean value) {
        return new ClassifierSemantics(value, missingVifIsPhysical, portsReadAsZero, countContinues);
    }

    /** The same but for vifs that do not exist. */
    public ClassifierSemantics withMissingVifIsPhysical(boolean value) {
        return new ClassifierSemantics(oldestSpecialWins, value, portsReadAsZero, countContinues);
    }

    /** The same but for the ports. */
    public ClassifierSemantics withPortsReadAsZero(boolean value) {
        return new ClassifierSemantics(oldestSpecialWins, missingVifIsPhysical, value, countContinues);
    }

    /** The same but for COUNT. */
    public ClassifierSemantics withCountContinues(boolean value) {
        return new ClassifierSemantics(oldestSpecialWins, missingVifIsPhysical, portsReadAsZero, value);
    }
}
