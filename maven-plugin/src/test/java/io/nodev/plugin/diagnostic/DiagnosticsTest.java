package io.nodev.plugin.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosticsTest {
    private final Diagnostics diagnostics = new Diagnostics();

    @Test
    void printsPlaceSeverityCodeDetailSourceLineCaretAndFix() {
        diagnostics.add(SourceText.of("machine.yaml", "name: x\nvifs: {a: 1}\n"));
        diagnostics.error(at(2, 7), ProblemCode.WRONG_KIND, "'vifs' must be a list, not a map", "write a list");

        assertThat(diagnostics.render()).isEqualTo("""
                        machine.yaml:2:7: error ND-V004: 'vifs' must be a list, not a map
                        vifs: {a: 1}
                              ^
                        fix: write a list
                        """);
    }

    @Test
    void printsNoSourceLineThatIsNotThere() {
        diagnostics.add(SourceText.of("machine.yaml", "name: x\n"));
        diagnostics.warning(at(9, 1), ProblemCode.BROKEN_YAML, "the text ends here", "go on");

        assertThat(diagnostics.render())
                .isEqualTo("machine.yaml:9:1: warning ND-V002: the text ends here\nfix: go on\n");
    }

    @Test
    void sortsByFileLineColumnAndSeverity() {
        diagnostics.error(new SourceLocation("vfr.rules", 1, 1), ProblemCode.BAD_RULE, "e", "f");
        diagnostics.warning(at(2, 3), ProblemCode.LONG_DOMAIN_NAME, "d", "f");
        diagnostics.error(at(2, 3), ProblemCode.DUPLICATE_DOMAIN_NAME, "c", "f");
        diagnostics.error(at(10, 1), ProblemCode.TAB, "d2", "f");
        diagnostics.error(at(2, 1), ProblemCode.TAB, "b", "f");
        diagnostics.error(at(1, 9), ProblemCode.TAB, "a", "f");

        assertThat(diagnostics.sorted()).extracting(Diagnostic::detail).containsExactly("a", "b", "c", "d", "d2", "e");
    }

    @Test
    void countsAProblemReportedTwiceOnce() {
        diagnostics.error(at(1, 1), ProblemCode.TAB, "a", "f");
        diagnostics.error(at(1, 1), ProblemCode.TAB, "a", "f");

        assertThat(diagnostics.count(Severity.ERROR)).isEqualTo(1);
    }

    @Test
    void failsOnErrorsOnly() {
        diagnostics.warning(at(1, 1), ProblemCode.LONG_DOMAIN_NAME, "long", "cut it");

        assertThat(diagnostics.hasErrors()).isFalse();
        assertThatCode(diagnostics::throwIfErrors).doesNotThrowAnyException();
    }

    @Test
    void throwsEverythingAtOnceWithTheNumberOfErrors() {
        diagnostics.error(at(3, 1), ProblemCode.TAB, "second", "f2");
        diagnostics.error(at(1, 1), ProblemCode.TAB, "first", "f1");
        diagnostics.warning(at(2, 1), ProblemCode.LONG_DOMAIN_NAME, "between", "f");

        assertThatThrownBy(diagnostics::throwIfErrors)
                .isInstanceOfSatisfying(
                        SpecException.class,
                        thrown -> assertThat(thrown.diagnostics())
                                .extracting(Diagnostic::detail)
                                .containsExactly("first", "between", "second"))
                .hasMessage("""
                        machine.yaml:1:1: error ND-V003: first
                        fix: f1
                        machine.yaml:2:1: warning ND-V013: between
                        fix: f
                        machine.yaml:3:1: error ND-V003: second
                        fix: f2
                        2 errors""");
    }

    @Test
    void printsControlCharactersOfDetailsAsEscapesAndOfSourceLinesAsBoxes() {
        diagnostics.add(SourceText.of("machine.yaml", "a\u001b[31m\u0085b"));
        diagnostics.error(at(1, 9), ProblemCode.BAD_RULE, "the word 'a\nb\u0085'", "remove '\n'");

        assertThat(diagnostics.render()).isEqualTo("""
                        machine.yaml:1:9: error ND-R001: the word 'a\\u000ab\\u0085'
                        a\uFFFD[31m\uFFFDb
                                ^
                        fix: remove '\\u000a'
                        """);
    }

    @Test
    void refusesAProblemWithoutWords() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> diagnostics.error(at(1, 1), ProblemCode.TAB, " ", "f"))
                .withMessage("a problem is told in one line: detail= ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> diagnostics.error(at(1, 1), ProblemCode.TAB, "d", ""))
                .withMessage("a problem is told in one line: fix=");
    }

    @Test
    void refusesAPlaceThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> at(0, 1))
                .withMessage("lines and columns count from 1: line=0 column=1");
    }

    @Test
    void givesEveryProblemItsOwnCodeTitleAndExplanation() {
        assertThat(ProblemCode.values())
                .extracting(ProblemCode::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("ND-[VRFGSBD][0-9]{3}"));
        assertThat(ProblemCode.values()).extracting(ProblemCode::title).doesNotHaveDuplicates();
        assertThat(ProblemCode.values()).extracting(ProblemCode::explanation).allMatch(text -> text.endsWith("."));
    }

    @Test
    void findsACodeByWhatIsPrinted() {
        assertThat(Arrays.stream(ProblemCode.values()))
                .allMatch(code -> ProblemCode.of(code.id()).orElseThrow() == code);
        assertThat(ProblemCode.of("nd-v004")).contains(ProblemCode.WRONG_KIND);
        assertThat(ProblemCode.of("ND-V999")).isEmpty();
    }

    private static SourceLocation at(int line, int column) {
        return new SourceLocation("machine.yaml", line, column);
    }

    @ParameterizedTest
    @CsvSource({
        "src/main/nodev, machine.yaml, src/main/nodev/machine.yaml",
        "src/main/nodev, ../rules/vfr.rules, src/main/rules/vfr.rules",
        "'', machine.yaml, machine.yaml",
        "src/main/nodev, pom.xml, pom.xml"
    })
    void namesFilesFromTheProjectOn(String directory, String file, String shown) {
        assertThat(new SourceLocation(file, 6, 11).below(directory)).isEqualTo(new SourceLocation(shown, 6, 11));
    }
}
