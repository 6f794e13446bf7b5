package io.nodev.tck.vfr;

import io.nodev.common.classifier.Endpoint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** Turns the lines of one vector file into cases, and refuses the first line that does not have the format. */
final class VfrVectorReader {
    private static final Pattern OPERATION = Pattern.compile("cmd=[012] srcaddr=H/H dstaddr=H/H srcport=N/N dstport=N/N"
            .concat(" proto=N src=E dst=E action=N")
            .replace("H", "[0-9a-f]{8}")
            .replace("N", "\\d+")
            .replace("E", "-?\\d+/\\d+"));

    private final String file;
    private final List<VfrVectorCase> cases = new ArrayList<>();
    private final List<VfrVectorStep> steps = new ArrayList<>();
    private int line;
    private int number = -1;
    private String kind;
    private byte[] pendingWrite;

    VfrVectorReader(String file) {
        this.file = file;
    }

    /** Takes the next line. */
    void accept(String text) {
        line++;
        if (pendingWrite != null) {
            result(text);
        } else if (text.startsWith("case ")) {
            startCase(fields(text, 3));
        } else if (number < 0) {
            throw problem("expected \"case N KIND\" before any other record, found \"" + text + "\"");
        } else {
            record(text);
        }
    }

    /** Ends the file. */
    List<VfrVectorCase> finish() {
        if (pendingWrite != null) {
            throw problem("the file ends after a write; expected its result, two spaces and none or cmd=...");
        }
        endCase();
        if (cases.isEmpty()) {
            line = Math.max(line, 1);
            throw problem("there is no case in this file");
        }
        return List.copyOf(cases);
    }

    private void startCase(String[] fields) {
        endCase();
        number = natural(fields[1]);
        kind = fields[2];
    }

    private void endCase() {
        if (number >= 0) {
            cases.add(new VfrVectorCase(number, kind, steps));
            steps.clear();
        }
    }

    private void record(String text) {
        String word = text.split(" ", 2)[0];
        switch (word) {
            case "vif" -> steps.add(new VfrVectorStep.AddVif(line, vif(fields(text, 2)[1])));
            case "write" -> pendingWrite = bytes(text.length() > 6 ? text.substring(6) : "");
            case "domain-destroyed-rules" ->
                steps.add(new VfrVectorStep.DestroyRules(line, natural(fields(text, 2)[1])));
            case "packet" -> steps.add(packet(fields(text, 4)));
            default ->
                throw problem("expected case, vif, write, domain-destroyed-rules or packet, found \"" + word + "\"");
        }
    }

    private VfrVectorStep packet(String[] fields) {
        int source = "PHYS".equals(fields[1]) ? Endpoint.PHYSICAL : vif(fields[1]);
        return new VfrVectorStep.Packet(line, source, frame(fields[2]), endpoint(fields[3]));
    }

    private void result(String text) {
        String expected = text.startsWith("  ") ? text.substring(2) : "";
        if (!expected.equals("none") && !OPERATION.matcher(expected).matches()) {
            throw problem(
                    "expected the result of the write above, two spaces and none or cmd=C srcaddr=A/M dstaddr=A/M "
                            + "srcport=P/M dstport=P/M proto=N src=D/I dst=D/I action=N, found \"" + text + "\"");
        }
        steps.add(new VfrVectorStep.Write(line - 1, pendingWrite, expected));
        pendingWrite = null;
    }

    /** The bytes of a write whose record ends in {@code escaped}, and its newline. */
    private byte[] bytes(String escaped) {
        StringBuilder text = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            text.append(c == '\\' ? unescape(escaped, ++i) : c);
        }
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private char unescape(String escaped, int at) {
        return switch (at < escaped.length() ? escaped.charAt(at) : ' ') {
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'v' -> '\u000B';
            case 'f' -> '\f';
            case '\\' -> '\\';
            default -> throw problem("a backslash is followed by t, r, v, f or a backslash: \"" + escaped + "\"");
        };
    }

    private String[] fields(String text, int count) {
        String[] fields = text.split(" ", -1);
        if (fields.length != count) {
            throw problem("expected " + count + " words, found " + fields.length + ": \"" + text + "\"");
        }
        return fields;
    }

    private int natural(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw problem("expected a number, found \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }

    private int endpoint(String text) {
        return switch (text) {
            case "PHYS" -> Endpoint.PHYSICAL;
            case "DROP" -> Endpoint.DROP;
            default -> vif(text);
        };
    }

    private int vif(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2) {
            throw problem("expected DOMAIN/INDEX, found \"" + text + "\"");
        }
        try {
            return Endpoint.vif(natural(parts[0]), natural(parts[1]));
        } catch (IllegalArgumentException e) {
            throw problem(e.getMessage());
        }
    }

    private byte[] frame(String hex) {
        if (hex.equals("-")) {
            return new byte[0];
        }
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            throw problem("expected a frame in hexadecimal or -, found \"" + hex + "\"");
        }
    }

    private VfrVectorFormatException problem(String what) {
        return new VfrVectorFormatException(file, line, what);
    }
}
