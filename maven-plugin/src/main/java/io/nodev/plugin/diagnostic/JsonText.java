package io.nodev.plugin.diagnostic;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes maps, lists, strings, integers and flags as JSON: two blanks of indentation, keys in the order of the map. */
public final class JsonText {
    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    /**
     * The JSON text of {@code value}, with a line end at its end.
     *
     * @throws IllegalArgumentException if the value holds anything but maps, lists, strings, integers and flags
     */
    public static String of(Object value) {
        JsonText json = new JsonText();
        json.value(value, 0);
        return json.text.append('\n').toString();
    }

    private void value(Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            map(map.entrySet().iterator(), depth);
        } else if (value instanceof List<?> list) {
            list(list.iterator(), depth);
        } else if (value instanceof String string) {
            string(string);
        } else if (value instanceof Integer || value instanceof Boolean) {
            text.append(value);
        } else {
            throw new IllegalArgumentException("JSON has no form for this: value=" + value);
        }
    }

    private void map(Iterator<? extends Map.Entry<?, ?>> entries, int depth) {
        text.append('{');
        boolean filled = entries.hasNext();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            line(depth + 1);
            string(String.valueOf(entry.getKey()));
            text.append(": ");
            value(entry.getValue(), depth + 1);
            text.append(entries.hasNext() ? "," : "");
        }
        if (filled) {
            line(depth);
        }
        text.append('}');
    }

    private void list(Iterator<?> items, int depth) {
        text.append('[');
        boolean filled = items.hasNext();
        while (items.hasNext()) {
            line(depth + 1);
            value(items.next(), depth + 1);
            text.append(items.hasNext() ? "," : "");
        }
        if (filled) {
            line(depth);
        }
        text.append(']');
    }

    private void line(int depth) {
        text.append('\n').append("  ".repeat(depth));
    }

    private void string(String string) {
        text.append('"');
        string.codePoints().forEach(this::character);
        text.append('"');
    }

    /** Escapes what JSON must have escaped, and halves of surrogate pairs, which UTF-8 cannot hold. */
    private void character(int c) {
        if (c == '"' || c == '\\') {
            text.append('\\').append((char) c);
        } else if (c < 0x20 || c == 0x7F || Character.getType(c) == Character.SURROGATE) {
            text.append(String.format("\\u%04x", c));
        } else {
            text.appendCodePoint(c);
        }
    }
}
