package io.nodev.plugin.guest;

import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.ProblemCode;
import io.nodev.plugin.diagnostic.SourceLocation;

/**
 * What matters of a class that is to be a guest.
 *
 * @param name its canonical name
 * @param place where its source is, as {@code " (com/example/Responder.java:3)"}; empty if it is not known
 * @param form what kind of type it is
 * @param isPublic whether it and every class around it are public
 * @param isInner whether its objects live inside an object of another class
 * @param isGuest whether it implements the guest interface
 * @param isConstructible whether it has a public constructor without parameters
 */
record GuestTraits(
        String name,
        String place,
        Form form,
        boolean isPublic,
        boolean isInner,
        Answer isGuest,
        boolean isConstructible) {
    /** The interface of every guest. */
    static final String GUEST = "io.nodev.common.guest.Guest";

    /** The kinds of types, by whether they have objects. */
    enum Form {
        /** A class that has objects. */
        CONCRETE("a class"),
        /** An abstract class. */
        ABSTRACT("an abstract class"),
        /** An interface. */
        INTERFACE("an interface"),
        /** An annotation. */
        ANNOTATION("an annotation"),
        /** An enum. */
        ENUM("an enum");

        private final String words;

        Form(String words) {
            this.words = words;
        }
    }

    /** Reports everything that keeps the class from being a guest, at {@code location}. */
    void report(SourceLocation location, Diagnostics diagnostics) {
        if (!isPublic) {
            diagnostics.error(
                    location,
                    ProblemCode.GUEST_NOT_PUBLIC,
                    shown() + " is not public; the machine could not use it",
                    "declare it and every class around it public");
        }
        if (form != Form.CONCRETE) {
            diagnostics.error(
                    location,
                    ProblemCode.GUEST_NOT_CONCRETE,
                    shown() + " is " + form.words + "; a guest must be a class that is not abstract",
                    form == Form.ABSTRACT ? "name a subclass of it, or remove 'abstract'" : "name a class");
            return;
        }
        if (isInner) {
            diagnostics.error(
                    location,
                    ProblemCode.GUEST_INNER,
                    shown() + " is an inner class; its objects live inside an object of another class",
                    "declare it static");
        }
        if (isGuest == Answer.NO) {
            diagnostics.error(
                    location,
                    ProblemCode.GUEST_NOT_A_GUEST,
                    shown() + " does not implement " + GUEST,
                    "declare it 'implements Guest', with an import of " + GUEST);
        }
        if (!isConstructible) {
            diagnostics.error(
                    location,
                    ProblemCode.GUEST_NO_CONSTRUCTOR,
                    shown() + " has no public constructor without parameters",
                    "add 'public " + name.substring(name.lastIndexOf('.') + 1) + "() {}'");
        }
    }

    private String shown() {
        return name + place;
    }
}
