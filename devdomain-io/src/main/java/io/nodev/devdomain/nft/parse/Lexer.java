package io.nodev.devdomain.nft.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a file into words. Comments and white space are left out, also a line's end behind a backslash. */
final class Lexer {
    /** Possessive: what may be tried again takes a frame of the stack for each blank. */
    private static final Pattern BLANK = Pattern.compile("(?:[ \\t]|\\\\\\n|#[^\\n]*)++");

    private static final Pattern MAC = Pattern.compile("[0-9a-fA-F]{1,2}(?::[0-9a-fA-F]{1,2}){5}(?![:0-9a-fA-F])");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}(?![.\\w])");
    private static final Pattern NUMBER = Pattern.compile("(?:0x[0-9a-fA-F]+|\\d+)(?!\\w)");

    /** Also what a full stop begins, if more than a blank follows it. */
    private static final Pattern NAME = Pattern.compile("(?:\\d*[A-Za-z_][\\w./-]*|\\.[\\w./-]+)\\*?");

    private static final Pattern QUOTED = Pattern.compile("\"([^\"\\n]*)\"");
    private static final Pattern SYMBOL = Pattern.compile("[=!<>]=|<<|>>|[{}(),;:=<>&|^!.@$*/+-]");

    private record Shape(Token.Kind kind, Pattern pattern) {}

    /** In the order in which they are tried. */
    private static final List<Shape> SHAPES = List.of(
            new Shape(Token.Kind.MAC, MAC),
            new Shape(Token.Kind.IPV4, IPV4),
            new Shape(Token.Kind.NUMBER, NUMBER),
            new Shape(Token.Kind.NAME, NAME),
            new Shape(Token.Kind.QUOTED, QUOTED),
            new Shape(Token.Kind.SYMBOL, SYMBOL));

    private final String text;
    private final Problems problems;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;
    private int endLine = 1;
    private int endColumn = 1;

    Lexer(String text, Problems problems) {
        this.text = text;
        this.problems = problems;
    }

    /** All words, an {@link Token.Kind#END} last, which is where the last word ends. */
    List<Token> read() {
        while (at < text.length()) {
            Matcher blank = at(BLANK);
            if (blank.lookingAt()) {
                skipBlank(blank.end());
            } else if (text.charAt(at) == '\n') {
                add(Token.Kind.NEWLINE, "", 1);
                nextLine();
            } else {
                readWord();
            }
        }
        tokens.add(new Token(Token.Kind.END, "", endLine, endColumn));
        return tokens;
    }

    private void readWord() {
        for (Shape shape : SHAPES) {
            Matcher matcher = at(shape.pattern);
            if (matcher.lookingAt()) {
                String word = shape.kind == Token.Kind.QUOTED ? matcher.group(1) : matcher.group();
                add(shape.kind, word, matcher.end() - at);
                endLine = line;
                endColumn = column();
                return;
            }
        }
        refuse(new String(Character.toChars(text.codePointAt(at))));
    }

    private void refuse(String character) {
        Token token = new Token(Token.Kind.SYMBOL, character, line, column());
        switch (character) {
            case "\"" ->
                problems.add(token, character, "this quotation mark has no partner on its line", "write the other one");
            case "\r" -> problems.add(token, "carriage return", "is no blank here", "end lines with a newline alone");
            default -> problems.add(token, character, "no word begins with this character", "leave it out");
        }
        at += character.length();
    }

    private void skipBlank(int end) {
        while (at < end) {
            boolean isNewline = text.charAt(at) == '\n';
            at++;
            if (isNewline) {
                nextLine();
            }
        }
    }

    private void nextLine() {
        line++;
        lineStart = at;
    }

    private void add(Token.Kind kind, String word, int length) {
        tokens.add(new Token(kind, word, line, column()));
        at += length;
    }

    private int column() {
        return at - lineStart + 1;
    }

    private Matcher at(Pattern pattern) {
        return pattern.matcher(text).region(at, text.length());
    }
}
