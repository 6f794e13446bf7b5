package io.nodev.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the text of every template. */
final class TemplateTextsTest {
    private static final Path TEMPLATES = Path.of("src/main/resources/io/nodev/templates");
    private static final Pattern FIRST_LINE = Pattern.compile("<#-- Renders .+\\. Model: (\\w+)[.;] .+ -->");
    private static final Pattern DIRECTIVE = Pattern.compile("</?[#@](\\w+)([^>]*)>");
    private static final Set<String> DIRECTIVES = Set.of("list", "if", "else", "sep", "include", "noparse");

    static List<Path> texts() throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void everyTemplateIsDeclaredOrIncluded() throws IOException {
        Set<String> known = new TreeSet<>();
        for (TemplateId template : TemplateId.values()) {
            known.add(template.path());
        }
        for (Path text : texts()) {
            Matcher include = Pattern.compile("<#include \"([^\"]+)\">").matcher(Files.readString(text));
            while (include.find()) {
                known.add(name(text.resolveSibling(include.group(1)).normalize()));
            }
        }
        assertThat(texts().stream().map(TemplateTextsTest::name)).containsExactlyElementsOf(known);
    }

    @ParameterizedTest
    @EnumSource
    void lineOneNamesTheModelOfTheTemplate(TemplateId template) throws IOException {
        assertThat(modelOnLineOne(TEMPLATES.resolve(template.path())))
                .isEqualTo(template.model().getSimpleName());
        assertThat(template.model().getPackageName()).isEqualTo("io.nodev.templates.model");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void lineOneIsACommentThatNamesAModel(Path text) throws IOException {
        assertThat(modelOnLineOne(text)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void nothingIsInterpolatedBetweenQuotes(Path text) throws IOException {
        assertThat(quotedInterpolations(Files.readString(text))).isEmpty();
    }

    @Test
    void theSearchForQuotedInterpolationsFindsThem() {
        assertThat(quotedInterpolations("a = \"x${y}\";\nb = ${json(z)};\n")).containsExactly("a = \"x${y}\";");
        assertThat(quotedInterpolations("a = \"\\\"${y}\";\n")).hasSize(1);
        assertThat(quotedInterpolations("a = \"\" + ${y} + \"\";\n<#include \"b\">${c}\n${d('\"')}\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void templatesListAndChooseButComputeNothing(Path text) throws IOException {
        Matcher directive = DIRECTIVE.matcher(Files.readString(text));
        while (directive.find()) {
            assertThat(DIRECTIVES).contains(directive.group(1));
            if (directive.group(1).equals("if") && !directive.group(2).isEmpty()) {
                assertThat(directive.group(2)).as("a ready boolean").matches(" !?[\\w.]+");
            }
        }
        assertThat(Files.readString(text)).doesNotContainPattern("\\$\\{[^}]*(\\?(?!c\\b)|\\.now)");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void templatesAreCleanText(Path text) throws IOException {
        assertThat(Files.readString(text)).endsWith("\n").doesNotContain("\r", "\t", " \n");
    }

    private static String modelOnLineOne(Path text) throws IOException {
        String line = Files.readAllLines(text).get(0);
        Matcher first = FIRST_LINE.matcher(line);
        assertThat(first.matches()).as(line).isTrue();
        return first.group(1);
    }

    private static String name(Path text) {
        return TEMPLATES.relativize(text).toString().replace('\\', '/');
    }

    private static List<String> quotedInterpolations(String text) {
        List<String> found = new ArrayList<>();
        for (String line : text.replaceAll("</?[#@][^>]*>", "").lines().toList()) {
            String marked = line.replaceAll("\\$\\{[^}]*}", "\u0000").replace("\\\"", "");
            boolean quoted = false;
            for (char c : marked.toCharArray()) {
                quoted ^= c == '"';
                if (quoted && c == '\u0000') {
                    found.add(line);
                }
            }
        }
        return found;
    }
}
