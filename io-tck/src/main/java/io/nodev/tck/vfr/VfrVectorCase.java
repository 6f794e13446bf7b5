package io.nodev.tck.vfr;

import io.nodev.common.classifier.Endpoint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * One case of a vector file.
 *
 * @param number the number the file gives it
 * @param kind how its rules were made: {@code tools}, {@code random}, {@code weird} or {@code quirk}
 * @param steps its records in order
 */
public record VfrVectorCase(int number, String kind, List<VfrVectorStep> steps) {
    /** Keeps an unmodifiable copy of the steps. */
    public VfrVectorCase {
        steps = List.copyOf(steps);
    }

    /**
     * Plays the case on a fresh machine.
     *
     * @return every difference, each with case number, line, what was expected and what came; empty if there is none
     */
    public List<String> differencesOf(VfrVectorMachine machine) {
        List<String> differences = new ArrayList<>();
        for (VfrVectorStep step : steps) {
            if (step instanceof VfrVectorStep.AddVif add) {
                machine.addVif(add.vif());
            } else if (step instanceof VfrVectorStep.DestroyRules destroy) {
                machine.destroyRules(destroy.domain());
            } else if (step instanceof VfrVectorStep.Write write) {
                check(write, write.expected(), machine.write(write.text().clone()), differences);
            } else if (step instanceof VfrVectorStep.Packet packet) {
                int got = machine.route(packet.source(), packet.frame().clone());
                check(packet, Endpoint.toString(packet.expected()), Endpoint.toString(got), differences);
            }
        }
        return differences;
    }

    private void check(VfrVectorStep step, String expected, String got, List<String> differences) {
        if (!expected.equals(got)) {
            differences.add("case " + number + " (" + kind + "), line " + step.line() + ": " + describe(step)
                    + ": expected <" + expected + ">, got <" + got + ">");
        }
    }

    private static String describe(VfrVectorStep step) {
        if (step instanceof VfrVectorStep.Write write) {
            return "write " + new String(write.text(), StandardCharsets.UTF_8).stripTrailing();
        }
        VfrVectorStep.Packet packet = (VfrVectorStep.Packet) step;
        return "packet from " + Endpoint.toString(packet.source()) + " "
                + HexFormat.of().formatHex(packet.frame());
    }
}
