package io.nodev.common.launch;

import io.nodev.common.machine.PortReport;
import io.nodev.common.machine.VbdReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** {@code result.json}: the counts of every port and VBD. Its schema is the resource {@code result.schema.json} of this package. */
final class ResultJson {
    private static final String NAME = "result.json";

    private ResultJson() {}

    /** Writes the file into a folder, in one step. */
    static void write(Path folder, LaunchResult result) throws LaunchException {
        Path target = folder.resolve(NAME);
        Path part = folder.resolve(NAME + ".part");
        try {
            try {
                Files.writeString(part, text(result));
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw LaunchException.failed("cannot write " + target, e);
        }
    }

    /** The text, everything in the order of the result. */
    static String text(LaunchResult result) {
        StringBuilder json = new StringBuilder("{\n");
        json.append("  \"machine\": ").append(quoted(result.machine())).append(",\n");
        json.append("  \"architecture\": ")
                .append(quoted(result.architecture().id()))
                .append(",\n");
        json.append("  \"vifs\": ");
        each(json, result.vifs(), ResultJson::port);
        json.append(",\n  \"nics\": ");
        each(json, result.nics(), ResultJson::port);
        json.append(",\n  \"vbds\": ");
        each(json, result.vbds(), ResultJson::vbd);
        return json.append("\n}\n").toString();
    }

    private static <T> void each(StringBuilder json, List<T> reports, BiConsumer<StringBuilder, T> write) {
        json.append("{");
        for (Iterator<T> rest = reports.iterator(); rest.hasNext(); ) {
            write.accept(json, rest.next());
            json.append(rest.hasNext() ? "," : "\n  ");
        }
        json.append("}");
    }

    private static void port(StringBuilder json, PortReport port) {
        json.append("\n    ").append(quoted(port.name())).append(": {\n");
        json.append("      \"txFrames\": ").append(port.txFrames()).append(",\n");
        json.append("      \"txBytes\": ").append(port.txBytes()).append(",\n");
        json.append("      \"txStatus\": ").append(object(port.txStatus())).append(",\n");
        json.append("      \"rxFrames\": ").append(port.rxFrames()).append(",\n");
        json.append("      \"rxBytes\": ").append(port.rxBytes()).append(",\n");
        json.append("      \"drops\": ").append(drops(port)).append("\n    }");
    }

    private static void vbd(StringBuilder json, VbdReport vbd) {
        json.append("\n    ").append(quoted(vbd.name())).append(": {\n");
        json.append("      \"sectors\": ").append(vbd.sectors()).append(",\n");
        json.append("      \"reads\": ").append(vbd.reads()).append(",\n");
        json.append("      \"sectorsRead\": ").append(vbd.sectorsRead()).append(",\n");
        json.append("      \"writes\": ").append(vbd.writes()).append(",\n");
        json.append("      \"sectorsWritten\": ").append(vbd.sectorsWritten()).append(",\n");
        json.append("      \"flushes\": ").append(vbd.flushes()).append(",\n");
        json.append("      \"status\": ").append(object(vbd.requests())).append("\n    }");
    }

    private static String drops(PortReport port) {
        return port.drops().entrySet().stream()
                .map(drop -> quoted(drop.getKey().id()) + ": " + drop.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String object(Map<Integer, Long> counts) {
        return counts.entrySet().stream()
                .map(count -> quoted(count.getKey().toString()) + ": " + count.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** A JSON string: quotation mark, reverse solidus and control characters are the only ones that need an escape. */
    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || Character.isSurrogate(c)) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return json.append('"').toString();
    }
}
