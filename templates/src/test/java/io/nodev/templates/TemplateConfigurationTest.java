package io.nodev.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freemarker.cache.StringTemplateLoader;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import io.nodev.templates.model.PackageInfoModel;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/** Each setting without which a template would write something that is not Java, or reach out of its model. */
final class TemplateConfigurationTest {
    @Test
    void numbersAndBooleansAreThoseOfJava() throws Exception {
        assertThat(render("${n} ${l} ${b} ${inf}")).isEqualTo("65536 1234567890123 true Double.POSITIVE_INFINITY");
    }

    @Test
    void textInJavaFormatIsAStringLiteral() throws Exception {
        assertThat(render("${s?c}")).isEqualTo("\"a\\\"b\\\\\\nc\"");
        assertThat(render("${javaString(s)}")).isEqualTo("\"a\\\"b\\\\\\nc\"");
    }

    @Test
    void nothingDependsOnTheLocaleOfTheMachine() throws Exception {
        Locale before = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
            assertThat(render("${n} ${n?string} ${.locale} ${.time_zone}")).isEqualTo("65536 65536  UTC");
        } finally {
            Locale.setDefault(before);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void onlyTheDollarFormIsReplaced() throws Exception {
        assertThat(render("#{n} [=n] [#if]")).isEqualTo("#{n} [=n] [#if]");
    }

    @Test
    void linesOfDirectivesLeaveNoBlankLineAndNoIndentation() throws Exception {
        assertThat(render("<#-- Model: m -->\n<#list list as i>\n    <#if b>\n    x${i}\n    </#if>\n</#list>\n"))
                .isEqualTo("    x1\n    x2\n");
    }

    @Test
    void newMakesNothing() {
        assertThatThrownBy(() -> render("${'freemarker.template.utility.Execute'?new()('id')}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("not allowed");
    }

    @Test
    void propertiesAreReadAndMethodsAreNot() throws Exception {
        assertThat(render("${r.machine}")).isEqualTo("web");
        assertThatThrownBy(() -> render("${r.machine()}")).isInstanceOf(TemplateException.class);
        assertThatThrownBy(() -> render("${r.hashCode}")).isInstanceOf(TemplateException.class);
        assertThatThrownBy(() -> render("${r.class}")).isInstanceOf(TemplateException.class);
        assertThatThrownBy(() -> render("${s.length()}")).isInstanceOf(TemplateException.class);
        assertThatThrownBy(() -> render("${r?api.machine}")).isInstanceOf(TemplateException.class);
    }

    @Test
    void anUndefinedNameIsAnError() {
        assertThatThrownBy(() -> render("${nothing}")).isInstanceOf(TemplateException.class);
        assertThatThrownBy(() -> render("<#list list as i></#list>${i}")).isInstanceOf(TemplateException.class);
    }

    @Test
    void anHtmlTemplateEscapesAndAJavaTemplateDoesNot() throws Exception {
        assertThat(render("x.html.ftlh", "${t}")).isEqualTo("&lt;T&gt;");
        assertThat(render("x.java.ftl", "${t}")).isEqualTo("<T>");
    }

    @Test
    void everyEscaperIsAFunctionOfOneText() throws Exception {
        assertThat(render("${json(t)} ${xml(t)} ${properties(t)} ${comment(t)} ${javadoc(t)} ${cfg('a')}"))
                .isEqualTo("\"<T>\" &lt;T&gt; <T> <T> &#60;T&#62; a");
        assertThatThrownBy(() -> render("${json(n)}")).hasMessageContaining("json takes one text");
        assertThatThrownBy(() -> render("${cfg(t)}")).hasMessageContaining("a configuration word cannot hold U+003C");
    }

    private static String render(String text) throws IOException, TemplateException {
        return render("x.ftl", text);
    }

    private static String render(String name, String text) throws IOException, TemplateException {
        StringTemplateLoader loader = new StringTemplateLoader();
        loader.putTemplate(name, text);
        Template template = TemplateConfiguration.with(loader).getTemplate(name);
        StringWriter out = new StringWriter();
        template.process(
                Map.of(
                        "n",
                        65_536,
                        "l",
                        1_234_567_890_123L,
                        "b",
                        true,
                        "inf",
                        Double.POSITIVE_INFINITY,
                        "s",
                        "a\"b\\\nc",
                        "t",
                        "<T>",
                        "list",
                        List.of(1, 2),
                        "r",
                        new PackageInfoModel("p", "web", "legacy-io")),
                out);
        return out.toString();
    }
}
