package io.nodev.templates;

/**
 * One use of a template.
 *
 * @param template the template
 * @param model its input, a record of the type the template asks for
 * @param path where the result goes, as in {@link GeneratedFile}
 * @param description the machine description, for the banner: relative to its project, with forward slashes
 */
public record Rendering(TemplateId template, Record model, String path, String description) {
    /**
     * @throws IllegalArgumentException if the model is of another type than the template asks for
     */
    public Rendering {
        if (!template.model().isInstance(model)) {
            throw new IllegalArgumentException("the template reads a %s: model=%s"
                    .formatted(
                            template.model().getSimpleName(), model.getClass().getSimpleName()));
        }
    }

    Banner banner() {
        return new Banner(description, template.path());
    }
}
