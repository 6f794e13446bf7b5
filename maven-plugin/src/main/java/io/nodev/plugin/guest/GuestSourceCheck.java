package io.nodev.plugin.guest;

import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.DidYouMean;
import io.nodev.plugin.diagnostic.ProblemCode;
import io.nodev.plugin.spec.GuestSpec;
import io.nodev.plugin.spec.MachineSpec;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Checks the guest classes of a description in their sources, before they are compiled. What only the compiled classes
 * can tell, such as what a superclass from a library implements, is left to {@link GuestClassCheck}; what does not parse
 * is left to the compiler.
 */
public final class GuestSourceCheck {
    private final List<Path> roots;
    private final Charset encoding;
    private final Optional<JavaCompiler> compiler;

    /**
     * @param roots the folders that packages start in; those that do not exist are passed over
     * @param encoding of the sources
     */
    public GuestSourceCheck(List<Path> roots, Charset encoding) {
        this(roots, encoding, Optional.ofNullable(ToolProvider.getSystemJavaCompiler()));
    }

    GuestSourceCheck(List<Path> roots, Charset encoding, Optional<JavaCompiler> compiler) {
        this.roots = List.copyOf(roots);
        this.encoding = encoding;
        this.compiler = compiler;
    }

    /**
     * Reports everything that keeps the classes {@code machine} names from being guests, where it names them. Without such
     * a class nothing is parsed.
     *
     * @throws IOException if a source cannot be read
     */
    public void check(MachineSpec machine, Diagnostics diagnostics) throws IOException {
        List<GuestSpec.OfClass> guests = machine.guestClasses();
        if (guests.isEmpty()) {
            return;
        }
        if (compiler.isEmpty()) {
            diagnostics.error(
                    guests.get(0).location(),
                    ProblemCode.NO_COMPILER,
                    "the sources of guests cannot be read, since this Java runtime has no compiler",
                    "run Maven with a JDK: set JAVA_HOME to one");
            return;
        }
        GuestSources sources = GuestSources.parse(compiler.get(), roots, encoding);
        guests.forEach(guest -> check(guest, sources, diagnostics));
    }

    private static void check(GuestSpec.OfClass guest, GuestSources sources, Diagnostics diagnostics) {
        Optional<SourceType> found = sources.type(guest.className());
        found.map(type -> traits(type, sources)).ifPresent(traits -> traits.report(guest.location(), diagnostics));
        if (found.isEmpty() && !sources.mayHide(guest.className())) {
            diagnostics.error(
                    guest.location(),
                    ProblemCode.GUEST_MISSING,
                    "there is no class " + guest.className() + " in the sources",
                    fixOfMissing(guest.className(), sources));
        }
    }

    private static GuestTraits traits(SourceType type, GuestSources sources) {
        return new GuestTraits(
                type.name(),
                type.place(),
                type.form(),
                type.isVisible(),
                type.isInner(),
                new SourceHierarchy(sources).isGuest(type),
                type.isConstructible());
    }

    /** The class of that name in another package, or the one of a similar name in the same package, if there is one. */
    private static String fixOfMissing(String className, GuestSources sources) {
        int dot = className.lastIndexOf('.');
        String packagePrefix = className.substring(0, dot + 1);
        List<String> neighbours = sources.names().stream()
                .filter(name -> name.startsWith(packagePrefix))
                .map(name -> name.substring(dot + 1))
                .toList();
        return sources.names().stream()
                .filter(name -> name.endsWith(className.substring(dot)))
                .min(Comparator.naturalOrder())
                .or(() -> DidYouMean.among(neighbours, className.substring(dot + 1))
                        .map(packagePrefix::concat))
                .map(name -> "write '" + name + "'")
                .orElse("create it in " + className.replace('.', '/') + ".java");
    }
}
