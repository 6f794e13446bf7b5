package io.nodev.templates;

import freemarker.core.ParseException;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateNotFoundException;
import io.nodev.templates.TemplateRenderingException.Place;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Turns templates and models into files. A file is rendered to a string as a whole, so that a template that fails
 * half-way leaves nothing behind.
 *
 * <p>The variables of a template are the components of its model, {@code banner}, and one function for each
 * {@link io.nodev.templates.escape.OutputLanguage}. Anything else is an error.
 */
public final class TemplateRenderer {
    private final Configuration configuration;

    /** Renders the built-in templates. */
    public TemplateRenderer() {
        this(TemplateConfiguration.builtIn());
    }

    /**
     * Renders a user's templates where there are any, and built-in ones where there are none. Templates are code: whoever
     * writes them decides what is generated.
     *
     * @param overrides an existing directory laid out as the built-in templates are
     * @throws UncheckedIOException if the directory cannot be read
     */
    public TemplateRenderer(Path overrides) {
        this(TemplateConfiguration.withOverrides(overrides));
    }

    TemplateRenderer(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * Renders one file.
     *
     * @throws TemplateRenderingException if the template is wrong
     */
    public GeneratedFile render(Rendering rendering) {
        String template = rendering.template().path();
        String model = rendering.model().getClass().getSimpleName();
        StringWriter text = new StringWriter();
        try {
            configuration.getTemplate(template).process(new TemplateVariables(configuration, rendering), text);
        } catch (ParseException e) {
            Place place = new Place(e.getTemplateName(), e.getLineNumber(), e.getColumnNumber(), model);
            throw new TemplateRenderingException(place, firstSentence(e.getEditorMessage()), e);
        } catch (TemplateNotFoundException e) {
            throw new TemplateRenderingException(
                    new Place(e.getTemplateName(), 0, 0, model), "there is no such template", e);
        } catch (TemplateException e) {
            throw new TemplateRenderingException(
                    place(e, template, model), firstSentence(e.getMessageWithoutStackTop()), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a template: template=" + template, e);
        }
        return new GeneratedFile(rendering.path(), text.toString().replace("\r\n", "\n"));
    }

    private static Place place(TemplateException e, String template, String model) {
        boolean known = e.getTemplateSourceName() != null && e.getLineNumber() != null;
        return known
                ? new Place(e.getTemplateSourceName(), e.getLineNumber(), e.getColumnNumber(), model)
                : new Place(template, 0, 0, model);
    }

    /** What is wrong, without the advice and the traces that follow it on lines of their own. */
    private static String firstSentence(String message) {
        return String.join(
                        " ",
                        message.lines()
                                .takeWhile(line -> !line.startsWith("----"))
                                .map(String::strip)
                                .toList())
                .strip();
    }
}
