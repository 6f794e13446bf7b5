package io.nodev.templates;

/** A template is wrong: it does not parse, or names something its model does not have. Nothing was written. */
public final class TemplateRenderingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String template;
    private final int line;
    private final int column;

    /** One problem at a place; the message is {@code TEMPLATE:LINE:COLUMN: error: PROBLEM; model MODEL}. */
    TemplateRenderingException(Place place, String problem, Exception cause) {
        super(
                "%s:%d:%d: error: %s; model %s"
                        .formatted(place.template(), place.line(), place.column(), problem, place.model()),
                cause);
        this.template = place.template();
        this.line = place.line();
        this.column = place.column();
    }

    /**
     * Where a template is wrong.
     *
     * @param template the file, which may be one that the rendered template includes
     * @param line counted from 1, or 0 if not known
     * @param column counted from 1, or 0 if not known
     * @param model the simple name of the model's class
     */
    record Place(String template, int line, int column, String model) {}

    /** The template that is wrong, by its name among the templates. */
    public String template() {
        return template;
    }

    /** The line, counted from 1, or 0 if it is not known. */
    public int line() {
        return line;
    }

    /** The column, counted from 1, or 0 if it is not known. */
    public int column() {
        return column;
    }
}
