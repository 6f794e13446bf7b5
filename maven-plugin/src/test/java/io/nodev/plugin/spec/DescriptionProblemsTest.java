package io.nodev.plugin.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.plugin.diagnostic.Diagnostic;
import io.nodev.plugin.diagnostic.ProblemCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The exact text of what is said about descriptions. What is expected of {@code bad/NAME.yaml} is in {@code
 * bad/NAME.txt}; {@code -Dnodev.golden=true} writes those files anew, to be read like code before they are committed.
 */
class DescriptionProblemsTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.nodev.plugin.spec.Corpus#bad")
    void saysWhatIsWrongWhereAndHowToMendIt(Path description) throws IOException {
        String printed = Corpus.problemsOf(description).render();
        Path expected = Corpus.expected(description);
        if (Boolean.getBoolean("nodev.golden")) {
            Files.writeString(expected, printed);
        }

        assertThat(printed).isNotEmpty().isEqualTo(Files.readString(expected));
    }

    @ParameterizedTest
    @MethodSource("io.nodev.plugin.spec.Corpus#good")
    void saysNothingOfAGoodDescription(Path description) throws IOException {
        assertThat(Corpus.problemsOf(description).render()).isEmpty();
    }

    @Test
    void hasADescriptionForEveryCode() throws IOException {
        Set<ProblemCode> elsewhere = EnumSet.of(ProblemCode.NOT_UTF8, ProblemCode.TAB, ProblemCode.TOO_MANY_IMAGES);
        Set<ProblemCode> found = EnumSet.noneOf(ProblemCode.class);
        for (Path description : Corpus.bad()) {
            Corpus.problemsOf(description).sorted().stream()
                    .map(Diagnostic::code)
                    .forEach(found::add);
        }

        assertThat(Arrays.stream(ProblemCode.values())
                        .filter(code -> code.id().matches("ND-[VB].*") && !elsewhere.contains(code)))
                .allMatch(found::contains);
    }

    @Test
    void refusesTabs() {
        assertThat(Description.in(directory).problemsOf("name: quickstart\nnics:\n\t- name: eth0\n"))
                .isEqualTo("""
                        machine.yaml:3:1: error ND-V003: a tab where blanks were expected
                        \t- name: eth0
                        ^
                        fix: indent with blanks
                        """);
    }

    @Test
    void keepsTheCaretUnderItsPlaceAfterATab() {
        assertThat(Description.in(directory)
                        .problemsOf(
                                "name:\tQuickstart\nnics: [{name: e, mac: 00:02:b3:9d:1f:aa}]\ndomains: [{id: 0}]\n"))
                .isEqualTo("""
                        machine.yaml:1:7: error ND-V011: 'Quickstart' is no machine name; it must be at most 40 lower-case letters and digits with single hyphens, a letter first
                        name:\tQuickstart
                             \t^
                        fix: write a name like quickstart or two-guests
                        """);
    }

    @Test
    void refusesOtherEncodings() {
        byte[] latin1 = "name: quickstart\ndomains:\n  - name: Öl\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Description.in(directory).problemsOf(latin1)).isEqualTo("""
                        machine.yaml:3:11: error ND-V001: the byte 0xd6 at offset 36 is not UTF-8; the file must be UTF-8 text
                          - name:\s
                                  ^
                        fix: save the file as UTF-8
                        """);
    }

    @Test
    void refusesAFileThatEndsWithinACharacter() {
        byte[] cut = {'n', 'a', 'm', 'e', ':', ' ', (byte) 0xC3};

        assertThat(Description.in(directory).problemsOf(cut))
                .startsWith("machine.yaml:1:7: error ND-V001: the byte 0xc3 at offset 6 is not UTF-8;");
    }

    @Test
    void refusesControlCharacters() {
        assertThat(Description.in(directory).problemsOf("name: quickstart\nnics: \u0007\n"))
                .isEqualTo("""
                        machine.yaml:2:7: error ND-V002: the character U+0007 is not allowed in YAML
                        nics: \uFFFD
                              ^
                        fix: remove it, or write it with an escape in double quotes
                        """);
    }

    @Test
    void countsColumnsInCharactersBeyondTheBasicPlane() {
        assertThat(Description.in(directory)
                        .headlinesOf(Description.GOOD.replace("- id: 0", "- {\"\uD83D\uDE00\": 1, id: zero}")))
                .endsWith(
                        "machine.yaml:6:18: error ND-V004: 'id' must be a whole number from 0 to 32767, not the text 'zero'\n");
    }

    @Test
    void refusesAnEmptyFile() {
        assertThat(Description.in(directory).problemsOf("")).isEqualTo("""
                        machine.yaml:1:1: error ND-V008: the file has no description; a description is one map that begins with 'name:'
                        fix: describe a machine
                        """);
    }

    @Test
    void escapesWhatWouldBreakALine() {
        assertThat(Description.in(directory)
                        .headlinesOf(Description.GOOD.replace("name: web", "guest: \"a\\nb\\e[0m\"")))
                .startsWith("machine.yaml:8:12: error ND-V017: 'a\\u000ab\\u001b[0m' is no guest;");
    }
}
