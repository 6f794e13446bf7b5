package io.nodev.common.launch;

import io.nodev.common.capture.CapturePlan;
import io.nodev.common.machine.Architecture;
import io.nodev.common.machine.DropReason;
import io.nodev.common.machine.PortReport;
import io.nodev.common.packet.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run shows: the ports as a table, the VBDs as another, then the frames that were not sent, then how to see more. */
final class LaunchScreen {
    private static final String NONE = "-";
    private static final List<String> HEADINGS =
            List.of("", "frames out", "bytes out", "frames in", "bytes in", "status of frames out", "drops");

    private static final List<String> VBD_HEADINGS =
            List.of("", "reads", "sectors", "writes", "sectors", "flushes", "status of requests");

    private static final List<String> COUNTER_HEADINGS = List.of("firewall", "frames", "bytes");

    private final LaunchPlan plan;
    private final StringBuilder text = new StringBuilder();

    private LaunchScreen(LaunchPlan plan) {
        this.plan = plan;
    }

    /** What was played, for the screen. */
    record Played(String capture, CapturePlan frames, Map<String, Integer> notTaken) {}

    /**
     * The text of a run.
     *
     * @param played null if there was no capture
     */
    static String of(LaunchPlan plan, LaunchResult result, String scheduler, Played played) {
        LaunchScreen screen = new LaunchScreen(plan);
        screen.headline(scheduler, played);
        screen.ports(result);
        screen.vbds(result);
        screen.counters(result);
        if (played != null) {
            screen.notSent(played, result);
        }
        screen.more();
        return screen.text.toString();
    }

    private void headline(String scheduler, Played played) {
        line(
                "%s, built as %s, %s scheduler",
                plan.machine(), plan.architecture().id(), scheduler);
        if (played == null) {
            line("no capture to play");
        } else {
            CapturePlan frames = played.frames();
            line("%s: %d of %d frames played", played.capture(), frames.steps().size(), total(frames));
        }
        line("");
    }

    private static int total(CapturePlan frames) {
        return frames.steps().size() + sum(frames.strangers()) + sum(frames.unplayable());
    }

    private static int sum(Map<?, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void ports(LaunchResult result) {
        List<List<String>> rows = new ArrayList<>(List.of(HEADINGS));
        Stream.concat(result.vifs().stream(), result.nics().stream())
                .map(port -> row(result.architecture(), port))
                .forEach(rows::add);
        table(rows, 4);
        line("");
        line("out: what its guest sent, or what a NIC put on the wire");
        line("in:  what its guest received, or what passed a NIC's filter");
    }

    /** What guests asked of their VBDs and got; requests that were refused or failed are in the status alone. */
    private void vbds(LaunchResult result) {
        if (result.vbds().isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>(List.of(VBD_HEADINGS));
        result.vbds().stream()
                .map(vbd -> List.of(
                        vbd.name(),
                        Long.toString(vbd.reads()),
                        Long.toString(vbd.sectorsRead()),
                        Long.toString(vbd.writes()),
                        Long.toString(vbd.sectorsWritten()),
                        Long.toString(vbd.flushes()),
                        statuses(vbd.requests(), code -> StatusName.ofBlock(result.architecture(), code))))
                .forEach(rows::add);
        line("");
        table(rows, 5);
    }

    private void table(List<List<String>> rows, int numbers) {
        int[] widths = widths(rows);
        rows.forEach(row -> line("%s", aligned(row, widths, numbers)));
    }

    private static String statuses(Map<Integer, Long> counts, IntFunction<String> name) {
        return counts.isEmpty()
                ? NONE
                : counts.entrySet().stream()
                        .map(each -> each.getValue() + " " + name.apply(each.getKey()))
                        .collect(Collectors.joining(", "));
    }

    /** The named counters of firewalls: what each let pass or stopped is what its rules say. */
    private void counters(LaunchResult result) {
        if (result.counters().isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>(List.of(COUNTER_HEADINGS));
        result.counters()
                .forEach(counter -> rows.add(List.of(
                        "domain " + counter.deviceDomain() + " " + counter.name(),
                        Long.toString(counter.frames()),
                        Long.toString(counter.bytes()))));
        line("");
        table(rows, 2);
    }

    private static List<String> row(Architecture architecture, PortReport port) {
        String drops = port.drops().entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey().id())
                .collect(Collectors.joining(", "));
        return List.of(
                port.name(),
                Long.toString(port.txFrames()),
                Long.toString(port.txBytes()),
                Long.toString(port.rxFrames()),
                Long.toString(port.rxBytes()),
                statuses(port.txStatus(), code -> StatusName.of(architecture, code)),
                drops.isEmpty() ? NONE : drops);
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return widths;
    }

    /** Names and words to the left; to the right the numbers, which are the columns after the first. */
    private static String aligned(List<String> row, int[] widths, int numbers) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            boolean number = column >= 1 && column <= numbers;
            String padding = " ".repeat(widths[column] - row.get(column).length());
            line.append(column == 0 ? "" : "   ");
            line.append(number ? padding : "").append(row.get(column)).append(number ? "" : padding);
        }
        return line.toString().stripTrailing();
    }

    private void notSent(Played played, LaunchResult result) {
        List<String> reasons = new ArrayList<>();
        played.frames().strangers().forEach((address, count) -> reasons.add(count + " from " + owner(address)));
        played.frames().unplayable().forEach((obstacle, count) -> reasons.add(count + " " + words(obstacle)));
        played.notTaken()
                .forEach((port, count) -> reasons.add(count + " not taken by " + port
                        + " (frames before them were still waiting, or its domain was gone)"));
        for (PortReport vif : result.vifs()) {
            long waiting = waiting(played, vif);
            if (waiting > 0) {
                reasons.add(waiting + " still waiting at " + vif.name() + " at the end");
            }
        }
        if (!reasons.isEmpty()) {
            line("");
            line("not sent:");
            reasons.forEach(reason -> line("  %s", reason));
        }
    }

    /** Frames that a vif's guest was handed and that were neither answered nor dropped: a rate held them up for good. */
    private static long waiting(Played played, PortReport vif) {
        long handed = played.frames().steps().stream()
                .filter(step -> step.origin().equals(vif.name()))
                .count();
        return handed
                - played.notTaken().getOrDefault(vif.name(), 0)
                - vif.txFrames()
                - vif.drops().getOrDefault(DropReason.NOT_CONNECTED, 0L);
    }

    private String owner(MacAddress address) {
        String port = plan.ports().get(address);
        return address + (port == null ? " (a stranger)" : " (" + port + ", whose guest sends for itself)");
    }

    private static String words(CapturePlan.Unplayable obstacle) {
        return switch (obstacle) {
            case CUT -> "cut short when they were captured";
            case RUNT -> "shorter than an Ethernet header";
            case GIANT -> "longer than 1514 bytes";
        };
    }

    private void more() {
        line("");
        line("to see more:");
        line("  --out DIR       what every guest received and every NIC sent as DIR/*.pcap, and DIR/result.json");
        line("  --capture FILE  another capture, played by the same MAC addresses");
        if (plan.architecture() == Architecture.LEGACY) {
            line("  mvn package -Dnodev=true  builds this machine with a device domain");
        } else {
            line("  mvn package     builds this machine with its drivers in the hypervisor");
        }
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
