package io.nodev.templates.escape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import io.nodev.templates.GeneratedFile;
import io.nodev.templates.harness.InMemoryCompiler;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Hostile texts come back from every language as they went in, or are refused. */
final class OutputLanguageTest {
    private static final List<String> TEXTS = HostileTexts.all(Long.getLong("nodev.seed", 20040401L));

    @Test
    void javaStringsHoldEveryTextOfWholeCharacters() throws ReflectiveOperationException {
        StringBuilder source = new StringBuilder("package hostile;\n\npublic final class Texts {\n");
        List<String> held = new ArrayList<>();
        for (String text : TEXTS) {
            Optional<String> literal = tryEscape(OutputLanguage.JAVA_STRING, text);
            assertThat(literal.isPresent()).isEqualTo(isWhole(text));
            if (literal.isPresent()) {
                source.append("    public static final String T").append(held.size());
                source.append(" = ").append(literal.get()).append(";\n");
                held.add(text);
            }
        }
        Class<?> type = compile(source.append("}\n").toString());
        for (int i = 0; i < held.size(); i++) {
            assertThat(type.getField("T" + i).get(null)).isEqualTo(held.get(i));
        }
    }

    @Test
    void commentsHideEveryTextTheyHold() throws ReflectiveOperationException {
        StringBuilder source = new StringBuilder("package hostile;\n\npublic final class Texts {\n");
        int held = 0;
        for (String text : TEXTS) {
            Optional<String> comment = tryEscape(OutputLanguage.COMMENT, text);
            Optional<String> javadoc = tryEscape(OutputLanguage.JAVADOC, text);
            assertThat(javadoc.isPresent()).isEqualTo(comment.isPresent());
            if (comment.isPresent()) {
                source.append("    // ").append(comment.get()).append("\n");
                source.append("    /* ").append(comment.get()).append(" */\n");
                source.append("    /** ").append(javadoc.get()).append(" */\n");
                source.append("    public static final int T").append(held++).append(" = 1;\n");
            }
        }
        Class<?> type = compile(source.append("}\n").toString());
        assertThat(type.getDeclaredFields()).hasSize(held);
        assertThat(type.getDeclaredMethods()).isEmpty();
    }

    @Test
    void commentsShowNothingThatTurnsOrBreaksALine() {
        for (String text : TEXTS) {
            tryEscape(OutputLanguage.COMMENT, text)
                    .ifPresent(
                            comment -> assertThat(comment.codePoints()).as(text).noneMatch(Characters::isInvisible));
        }
    }

    @Test
    void jsonHoldsEveryTextOfWholeCharacters() throws IOException, TemplateException {
        for (String text : TEXTS) {
            Optional<String> json = tryEscape(OutputLanguage.JSON, text);
            assertThat(json.isPresent()).isEqualTo(isWhole(text));
            if (json.isPresent()) {
                assertThat(readJson(json.get())).isEqualTo(text);
            }
        }
    }

    @Test
    void propertiesHoldEveryTextAsKeyAndValue() throws IOException {
        for (String text : TEXTS) {
            String escaped = OutputLanguage.PROPERTIES.escape(text);
            Properties properties = new Properties();
            properties.load(new StringReader("before=1\n" + escaped + "=" + escaped + "\nafter=2\n"));
            assertThat(properties).containsEntry(text, text).containsKeys("before", "after");
        }
    }

    @Test
    void xmlHoldsWhatItsCharacterProductionHolds() throws Exception {
        for (String text : TEXTS) {
            Optional<String> xml = tryEscape(OutputLanguage.XML, text);
            assertThat(xml.isPresent()).isEqualTo(text.codePoints().allMatch(XmlEscapes::isCharacter));
            if (xml.isPresent()) {
                String document = "<r a=\"" + xml.get() + "\" b='" + xml.get() + "'>" + xml.get() + "</r>";
                Element root = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(document)))
                        .getDocumentElement();
                assertThat(List.of(root.getAttribute("a"), root.getAttribute("b"), root.getTextContent()))
                        .containsOnly(text);
                assertThat(root.getElementsByTagName("*").getLength()).isZero();
            }
        }
    }

    @Test
    void configurationWordsAreLeftAsTheyAreOrRefused() {
        List<String> held = new ArrayList<>();
        for (String text : TEXTS) {
            tryEscape(OutputLanguage.CFG, text).ifPresent(word -> {
                assertThat(word).isEqualTo(text).matches("[A-Za-z0-9._:/@+,-]+");
                held.add(word);
            });
        }
        assertThat(held).contains("web", "dom-1").doesNotContain("", " ", "`id`", "-rf");
    }

    @Test
    void refusalsNameLanguageCharacterAndPlace() {
        assertThatThrownBy(() -> OutputLanguage.XML.escape("ab\u0000c"))
                .isInstanceOf(UnrepresentableTextException.class)
                .hasMessage("XML 1.0 cannot hold U+0000, character 3 of the text: text=ab\\u{0}c");
        assertThatThrownBy(() -> OutputLanguage.CFG.escape("my web"))
                .hasMessage("a configuration word cannot hold U+0020, character 3 of the text: text=my web");
        assertThatThrownBy(() -> OutputLanguage.COMMENT.escape("a\nb"))
                .hasMessage("a comment cannot hold U+000A, character 2 of the text: text=a\\u{a}b");
        assertThatThrownBy(() -> OutputLanguage.CFG.escape(""))
                .hasMessage("a configuration word cannot hold an empty text: text=");
        assertThatThrownBy(() -> OutputLanguage.CFG.escape("-rf"))
                .hasMessage("a configuration word cannot hold U+002D, character 1 of the text: text=-rf");
    }

    private static boolean isWhole(String text) {
        return text.codePoints().noneMatch(Characters::isLoneSurrogate);
    }

    private static Optional<String> tryEscape(OutputLanguage language, String text) {
        try {
            return Optional.of(language.escape(text));
        } catch (UnrepresentableTextException e) {
            return Optional.empty();
        }
    }

    private static Class<?> compile(String source) throws ClassNotFoundException {
        Map<String, byte[]> classes =
                InMemoryCompiler.compile(List.of(new GeneratedFile("hostile/Texts.java", source)));
        assertThat(classes).containsOnlyKeys("hostile.Texts");
        return InMemoryCompiler.loader(classes).loadClass("hostile.Texts");
    }

    private static String readJson(String json) throws IOException, TemplateException {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_35);
        StringWriter out = new StringWriter();
        new Template("json", "${json?eval_json}", configuration).process(Map.of("json", json), out);
        return out.toString();
    }
}
