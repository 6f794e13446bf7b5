package io.nodev.plugin.spec;

import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.ProblemCode;
import io.nodev.plugin.diagnostic.SourceLocation;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A value of the description, with its place. Asking for the wrong kind gives nothing and reports the error. */
final class YamlValue {
    private final String name;
    private final Node node;
    private final String file;
    private final Diagnostics diagnostics;

    /**
     * @param name what messages call it, as {@code 'vifs'} or {@code an item of 'vifs'}
     * @param file the name of the file it is in
     */
    YamlValue(String name, Node node, String file, Diagnostics diagnostics) {
        this.name = name;
        this.node = node;
        this.file = file;
        this.diagnostics = diagnostics;
    }

    /** What messages call it. */
    String name() {
        return name;
    }

    /** Where it begins. */
    SourceLocation location() {
        return location(node, file);
    }

    static SourceLocation location(Node node, String file) {
        Mark mark =
                node.getStartMark().orElseThrow(() -> new IllegalStateException("a node without mark: node=" + node));
        return new SourceLocation(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** Reports an error at this value. */
    void error(ProblemCode code, String detail, String fix) {
        diagnostics.error(location(), code, detail, fix);
    }

    /** Its text, if it is text. */
    Optional<String> text() {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)) {
            return Optional.of(scalar.getValue());
        }
        boolean quotable = node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL);
        String fix = quotable ? "put it in quotes: '" + ((ScalarNode) node).getValue() + "'" : "write one line of text";
        return wrongKind("must be text", fix);
    }

    /** Its number, if it is an integer from {@code min} to {@code max}. */
    Optional<Long> integer(long min, long max) {
        Optional<BigInteger> number = integerOf(node);
        if (number.isEmpty()) {
            return wrongKind("must be a whole number from " + min + " to " + max, "write a number, as " + min);
        }
        if (number.get().compareTo(BigInteger.valueOf(min)) < 0
                || number.get().compareTo(BigInteger.valueOf(max)) > 0) {
            error(
                    ProblemCode.OUT_OF_RANGE,
                    name + " is " + number.get() + "; it must be from " + min + " to " + max,
                    "write a number from " + min + " to " + max);
            return Optional.empty();
        }
        return Optional.of(number.get().longValueExact());
    }

    private static Optional<BigInteger> integerOf(Node node) {
        if (!(node instanceof ScalarNode scalar) || !scalar.getTag().equals(Tag.INT)) {
            return Optional.empty();
        }
        String digits = scalar.getValue();
        if (digits.startsWith("0x")) {
            return Optional.of(new BigInteger(digits.substring(2), 16));
        }
        if (digits.startsWith("0o")) {
            return Optional.of(new BigInteger(digits.substring(2), 8));
        }
        return Optional.of(new BigInteger(digits));
    }

    /** Its flag, if it is true or false. */
    Optional<Boolean> flag() {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
            return Optional.of(scalar.getValue().equalsIgnoreCase("true"));
        }
        return wrongKind("must be true or false", "write true or false, without quotes");
    }

    /** Its items in order, if it is a list. */
    Optional<List<YamlValue>> items() {
        if (node instanceof SequenceNode sequence) {
            return Optional.of(sequence.getValue().stream()
                    .map(item -> new YamlValue("an item of " + name, item, file, diagnostics))
                    .toList());
        }
        return wrongKind("must be a list", "write each item on a line of its own after '- ', or all of them in [ ]");
    }

    /** Whether it is text. */
    boolean isText() {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR);
    }

    /** Whether it is a map. */
    boolean isMap() {
        return node instanceof MappingNode;
    }

    /** Whether it is a list. */
    boolean isList() {
        return node instanceof SequenceNode;
    }

    /** Whether it is a list without items. */
    boolean isEmptyList() {
        return node instanceof SequenceNode sequence && sequence.getValue().isEmpty();
    }

    /** Its entries, if it is a map; keys that are not in {@code keys} are errors. */
    Optional<YamlMap> map(List<String> keys) {
        if (node instanceof MappingNode mapping) {
            return Optional.of(YamlMap.of(this, mapping, keys));
        }
        return wrongKind("must be a map", "write 'key: value' lines with the keys " + String.join(", ", keys));
    }

    /** Its entries with whatever keys they have, if it is a map. */
    Optional<YamlMap> anyMap() {
        if (node instanceof MappingNode mapping) {
            return Optional.of(YamlMap.withAnyKeys(this, mapping));
        }
        return wrongKind("must be a map", "write 'key: value' lines");
    }

    /** A value inside this one. */
    YamlValue child(String childName, Node child) {
        return new YamlValue(childName, child, file, diagnostics);
    }

    /** Nothing, with an error that says what it is instead of what it must be. */
    <T> Optional<T> wrongKind(String expected, String fix) {
        error(ProblemCode.WRONG_KIND, name + " " + expected + ", " + kind(), fix);
        return Optional.empty();
    }

    private String kind() {
        if (node instanceof MappingNode) {
            return "not a map";
        }
        if (node instanceof SequenceNode) {
            return "not a list";
        }
        Tag tag = node.getTag();
        String value = ((ScalarNode) node).getValue();
        if (tag.equals(Tag.NULL)) {
            return "but it has no value";
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return "not the number " + value;
        }
        return tag.equals(Tag.BOOL) ? "not the flag " + value : "not the text '" + value + "'";
    }
}
