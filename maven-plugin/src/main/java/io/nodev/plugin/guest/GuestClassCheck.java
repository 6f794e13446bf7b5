package io.nodev.plugin.guest;

import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.ProblemCode;
import io.nodev.plugin.spec.GuestSpec;
import io.nodev.plugin.spec.MachineSpec;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Checks the guest classes of a description as they were compiled. Classes are loaded from the project's class path, by a
 * loader of their own, and are not initialised: none of their code runs.
 */
public final class GuestClassCheck {
    private final URL[] classPath;

    /**
     * @param classPath the project's class folders and jars, its own classes and the runtime's among them
     * @throws MalformedURLException if an entry cannot be written as a URL
     */
    public GuestClassCheck(List<Path> classPath) throws MalformedURLException {
        this.classPath = new URL[classPath.size()];
        for (int i = 0; i < this.classPath.length; i++) {
            this.classPath[i] = classPath.get(i).toUri().toURL();
        }
    }

    /**
     * Reports everything that keeps the classes {@code machine} names from being guests, where it names them.
     *
     * @throws IOException if a jar of the class path cannot be closed again
     */
    public void check(MachineSpec machine, Diagnostics diagnostics) throws IOException {
        List<GuestSpec.OfClass> guests = machine.guestClasses();
        if (guests.isEmpty()) {
            return;
        }
        try (URLClassLoader loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
            guests.forEach(guest -> check(guest, loader, diagnostics));
        }
    }

    private static void check(GuestSpec.OfClass guest, ClassLoader loader, Diagnostics diagnostics) {
        try {
            traits(load(guest.className(), loader)).report(guest.location(), diagnostics);
        } catch (ClassNotFoundException missing) {
            diagnostics.error(
                    guest.location(),
                    ProblemCode.GUEST_MISSING,
                    "there is no class " + guest.className() + " on the class path",
                    "create it in " + guest.className().replace('.', '/') + ".java, or add the dependency that has it");
        } catch (LinkageError damaged) {
            diagnostics.error(
                    guest.location(),
                    ProblemCode.GUEST_UNLOADABLE,
                    guest.className() + " cannot be loaded: " + damaged,
                    "build the project anew; if a class is missing, add the dependency that has it");
        }
    }

    /** Loads a class by its canonical name, which does not say where the package ends and the enclosing classes begin. */
    private static Class<?> load(String canonicalName, ClassLoader loader) throws ClassNotFoundException {
        try {
            return Class.forName(canonicalName, false, loader);
        } catch (ClassNotFoundException notTopLevel) {
            int dot = canonicalName.lastIndexOf('.');
            if (dot < 0) {
                throw notTopLevel;
            }
            return load(canonicalName.substring(0, dot) + "$" + canonicalName.substring(dot + 1), loader);
        }
    }

    private static GuestTraits traits(Class<?> type) {
        return new GuestTraits(
                type.getCanonicalName(),
                "",
                form(type),
                isPublic(type),
                isInner(type),
                isGuest(type) ? Answer.YES : Answer.NO,
                Arrays.stream(type.getDeclaredConstructors())
                        .anyMatch(constructor -> takesNothing(constructor) && isVisibleWith(type, constructor)));
    }

    /** By name, so that a class path without the interface is no special case. */
    private static boolean isGuest(Class<?> type) {
        return type != null
                && (type.getName().equals(GuestTraits.GUEST)
                        || isGuest(type.getSuperclass())
                        || Arrays.stream(type.getInterfaces()).anyMatch(GuestClassCheck::isGuest));
    }

    /** Whether it takes no parameter that is written in its source; that of an inner class has the outer object as one. */
    private static boolean takesNothing(Constructor<?> constructor) {
        Class<?> type = constructor.getDeclaringClass();
        boolean hasOuter = type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers());
        return constructor.getParameterCount() == (hasOuter ? 1 : 0);
    }

    /** Whether it is public, or as visible as its class: one that nobody wrote is, and becomes public with the class. */
    private static boolean isVisibleWith(Class<?> type, Constructor<?> constructor) {
        int access = Modifier.PUBLIC | Modifier.PROTECTED | Modifier.PRIVATE;
        int own = constructor.getModifiers() & access;
        return own == Modifier.PUBLIC || own == (type.getModifiers() & access);
    }

    private static GuestTraits.Form form(Class<?> type) {
        if (type.isAnnotation()) {
            return GuestTraits.Form.ANNOTATION;
        }
        if (type.isInterface()) {
            return GuestTraits.Form.INTERFACE;
        }
        if (type.isEnum()) {
            return GuestTraits.Form.ENUM;
        }
        return Modifier.isAbstract(type.getModifiers()) ? GuestTraits.Form.ABSTRACT : GuestTraits.Form.CONCRETE;
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }

    private static boolean isInner(Class<?> type) {
        return type.getEnclosingClass() != null
                && (!Modifier.isStatic(type.getModifiers()) || isInner(type.getEnclosingClass()));
    }
}
