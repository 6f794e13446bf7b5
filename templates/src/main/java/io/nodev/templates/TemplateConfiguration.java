package io.nodev.templates;

import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.FileTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.TemplateClassResolver;
import freemarker.ext.beans.ZeroArgumentNonVoidMethodPolicy;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import io.nodev.templates.escape.OutputLanguage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TimeZone;

/** FreeMarker as it must be set to write Java and configuration: nothing from the locale, nothing from outside. */
final class TemplateConfiguration {
    private static final ClassTemplateLoader BUILT_IN =
            new ClassTemplateLoader(TemplateConfiguration.class, "/io/nodev/templates");

    private TemplateConfiguration() {}

    static Configuration builtIn() {
        return with(BUILT_IN);
    }

    static Configuration withOverrides(Path overrides) {
        try {
            TemplateLoader own = new FileTemplateLoader(overrides.toFile());
            return with(new MultiTemplateLoader(new TemplateLoader[] {own, BUILT_IN}));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the template directory: overrides=" + overrides, e);
        }
    }

    static Configuration with(TemplateLoader loader) {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_35);
        configuration.setTemplateLoader(loader);
        configuration.setDefaultEncoding("UTF-8");
        configuration.setLocalizedLookup(false);
        setFormats(configuration);
        setErrors(configuration);
        setLimits(configuration);
        for (OutputLanguage language : OutputLanguage.values()) {
            configuration.setSharedVariable(language.function(), new EscapeFunction(language));
        }
        return configuration;
    }

    /** 65536 is {@code 65536}, a boolean is {@code true}, and <code>#&#123;n}</code> and {@code [n]} mean nothing. */
    private static void setFormats(Configuration configuration) {
        configuration.setLocale(Locale.ROOT);
        configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
        configuration.setNumberFormat("c");
        configuration.setBooleanFormat("c");
        configuration.setInterpolationSyntax(Configuration.DOLLAR_INTERPOLATION_SYNTAX);
        configuration.setTagSyntax(Configuration.ANGLE_BRACKET_TAG_SYNTAX);
        try {
            configuration.setSetting(Configuration.C_FORMAT_KEY, "Java");
        } catch (TemplateException e) {
            throw new IllegalStateException("FreeMarker knows no format: c_format=Java", e);
        }
    }

    private static void setErrors(Configuration configuration) {
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setWrapUncheckedExceptions(true);
        configuration.setFallbackOnNullLoopVariable(false);
    }

    /** Templates read properties of what they are given; they call no methods and make no objects. */
    private static void setLimits(Configuration configuration) {
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setAPIBuiltinEnabled(false);
        DefaultObjectWrapperBuilder wrapper = new DefaultObjectWrapperBuilder(Configuration.VERSION_2_3_35);
        wrapper.setMemberAccessPolicy(new RecordsOnly());
        wrapper.setRecordZeroArgumentNonVoidMethodPolicy(
                ZeroArgumentNonVoidMethodPolicy.PROPERTY_ONLY_UNLESS_BEAN_PROPERTY_READ_METHOD);
        configuration.setObjectWrapper(wrapper.build());
    }
}
