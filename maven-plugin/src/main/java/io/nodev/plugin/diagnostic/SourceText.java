package io.nodev.plugin.diagnostic;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The text of one of the user's files, decoded strictly.
 *
 * @param file the name shown to the user
 * @param text the whole text, without a leading byte order mark
 * @param lines the text's lines, without their ends
 */
public record SourceText(String file, String text, List<String> lines) {
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Keeps a copy of {@code lines}. */
    public SourceText {
        lines = List.copyOf(lines);
    }

    /** The text {@code text} of a file shown as {@code file}. A leading byte order mark is dropped. */
    public static SourceText of(String file, String text) {
        String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        return new SourceText(file, plain, List.of(LINE_END.split(plain, -1)));
    }

    /**
     * Reads a file as UTF-8 and adds it to {@code diagnostics}, so that problems can show its lines.
     *
     * @param file the name shown to the user
     * @return the text; empty, with an error at the first offending byte, if the file is not UTF-8
     * @throws IOException if the file cannot be read
     */
    public static Optional<SourceText> read(Path path, String file, Diagnostics diagnostics) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
        CharBuffer chars = CharBuffer.allocate(bytes.remaining() + 1);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(bytes, chars, true);
        SourceText source = of(file, chars.flip().toString());
        diagnostics.add(source);
        if (!result.isError()) {
            return Optional.of(source);
        }
        String octet = String.format("%02x", bytes.get(bytes.position()));
        diagnostics.error(
                source.end(),
                ProblemCode.NOT_UTF8,
                "the byte 0x" + octet + " at offset " + bytes.position() + " is not UTF-8; the file must be UTF-8 text",
                "save the file as UTF-8");
        return Optional.empty();
    }

    /** The line numbered {@code line} from 1, or empty if the text has no such line. */
    public Optional<String> line(int line) {
        return line <= lines.size() ? Optional.of(lines.get(line - 1)) : Optional.empty();
    }

    /** The place right after the last character. */
    public SourceLocation end() {
        String last = lines.get(lines.size() - 1);
        return new SourceLocation(file, lines.size(), last.codePointCount(0, last.length()) + 1);
    }
}
