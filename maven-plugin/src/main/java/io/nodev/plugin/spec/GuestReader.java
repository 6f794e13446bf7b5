package io.nodev.plugin.spec;

import io.nodev.plugin.diagnostic.DidYouMean;
import io.nodev.plugin.diagnostic.ProblemCode;
import java.util.List;
import java.util.Optional;
import javax.lang.model.SourceVersion;

/** Reads the value of {@code guest}. */
final class GuestReader {
    private GuestReader() {}

    static Optional<GuestSpec> read(YamlValue value) {
        Optional<String> text = value.text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return text.get().startsWith(BuiltinGuest.PREFIX) ? builtin(value, text.get()) : ofClass(value, text.get());
    }

    private static Optional<GuestSpec> builtin(YamlValue value, String text) {
        String word = text.substring(BuiltinGuest.PREFIX.length());
        Optional<BuiltinGuest> guest = BuiltinGuest.WORDS.find(word);
        if (guest.isEmpty()) {
            value.error(
                    ProblemCode.UNKNOWN_BUILTIN,
                    "there is no guest '" + text + "'; the built-in guests are " + String.join(", ", builtins()),
                    "write '" + BuiltinGuest.PREFIX
                            + DidYouMean.among(BuiltinGuest.WORDS.all(), word).orElse(BuiltinGuest.IDLE.key())
                            + "', or the name of your guest class");
        }
        return guest.map(known -> new GuestSpec.BuiltIn(known, value.location()));
    }

    private static List<String> builtins() {
        return BuiltinGuest.WORDS.all().stream()
                .map(word -> BuiltinGuest.PREFIX + word)
                .toList();
    }

    private static Optional<GuestSpec> ofClass(YamlValue value, String text) {
        if (SourceVersion.isName(text, SourceVersion.RELEASE_17) && text.contains(".")) {
            return Optional.of(new GuestSpec.OfClass(text, value.location()));
        }
        String fix = BuiltinGuest.WORDS.find(text).isPresent()
                ? "write '" + BuiltinGuest.PREFIX + text + "'"
                : "write the class with its package, as com.example.Responder";
        value.error(
                ProblemCode.BAD_GUEST,
                "'" + text + "' is no guest; it must be a class name with its package, or one of "
                        + String.join(", ", builtins()),
                fix);
        return Optional.empty();
    }
}
