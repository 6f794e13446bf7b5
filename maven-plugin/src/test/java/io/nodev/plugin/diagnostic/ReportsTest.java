package io.nodev.plugin.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The two reports for programs, whole and exact. */
class ReportsTest {
    private final Diagnostics diagnostics = new Diagnostics();

    @Test
    void writesNothingWrongAsJson() {
        assertThat(JsonReport.render(diagnostics, "")).isEqualTo("""
                        {
                          "format": 1,
                          "errors": 0,
                          "warnings": 0,
                          "problems": []
                        }
                        """);
    }

    @Test
    void writesProblemsAsJson() {
        reportTwo();

        assertThat(JsonReport.render(diagnostics, "src/main/nodev")).isEqualTo("""
                        {
                          "format": 1,
                          "errors": 1,
                          "warnings": 1,
                          "problems": [
                            {
                              "file": "src/main/nodev/machine.yaml",
                              "line": 2,
                              "column": 7,
                              "severity": "error",
                              "code": "ND-V004",
                              "title": "wrong kind of value",
                              "detail": "'vifs' must be a list, not a map",
                              "fix": "write \\"- \\"",
                              "source": "vifs: {a: \\"\\\\\\\\\\"}"
                            },
                            {
                              "file": "src/main/nodev/my rules",
                              "line": 9,
                              "column": 1,
                              "severity": "warning",
                              "code": "ND-R003",
                              "title": "rule reads differently",
                              "detail": "as built this is another rule",
                              "fix": "use full keywords",
                              "source": ""
                            }
                          ]
                        }
                        """);
    }

    @Test
    void writesNothingWrongAsSarif() {
        assertThat(SarifReport.render(diagnostics, "", "0.1.0")).isEqualTo("""
                        {
                          "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
                          "version": "2.1.0",
                          "runs": [
                            {
                              "tool": {
                                "driver": {
                                  "name": "nodev",
                                  "semanticVersion": "0.1.0",
                                  "rules": []
                                }
                              },
                              "columnKind": "unicodeCodePoints",
                              "results": []
                            }
                          ]
                        }
                        """);
    }

    @Test
    void writesProblemsAsSarifWithTheRulesTheyName() {
        reportTwo();

        assertThat(SarifReport.render(diagnostics, "src/main/nodev", "0.1.0"))
                .contains("""
                                  "rules": [
                                    {
                                      "id": "ND-V004",
                                      "name": "WRONG_KIND",
                                      "shortDescription": {
                                        "text": "wrong kind of value"
                                      },
                                      "fullDescription": {
                                        "text": "Every key has one kind of value: a map, a list, text, a number, a flag."
                                      }
                                    },
                        """)
                .endsWith("""
                                {
                                  "ruleId": "ND-V004",
                                  "ruleIndex": 0,
                                  "level": "error",
                                  "message": {
                                    "text": "'vifs' must be a list, not a map\\u000afix: write \\"- \\""
                                  },
                                  "locations": [
                                    {
                                      "physicalLocation": {
                                        "artifactLocation": {
                                          "uri": "src/main/nodev/machine.yaml",
                                          "uriBaseId": "%SRCROOT%"
                                        },
                                        "region": {
                                          "startLine": 2,
                                          "startColumn": 7,
                                          "snippet": {
                                            "text": "vifs: {a: \\"\\\\\\\\\\"}"
                                          }
                                        }
                                      }
                                    }
                                  ]
                                },
                                {
                                  "ruleId": "ND-R003",
                                  "ruleIndex": 1,
                                  "level": "warning",
                                  "message": {
                                    "text": "as built this is another rule\\u000afix: use full keywords"
                                  },
                                  "locations": [
                                    {
                                      "physicalLocation": {
                                        "artifactLocation": {
                                          "uri": "src/main/nodev/my%20rules",
                                          "uriBaseId": "%SRCROOT%"
                                        },
                                        "region": {
                                          "startLine": 9,
                                          "startColumn": 1
                                        }
                                      }
                                    }
                                  ]
                                }
                              ]
                            }
                          ]
                        }
                        """);
    }

    @Test
    void escapesWhatJsonCannotHoldInAString() {
        assertThat(JsonText.of(List.of("\"\\\u0001\uD800é\uD83D\uDE00", true)))
                .isEqualTo("[\n  \"\\\"\\\\\\u0001\\ud800é\uD83D\uDE00\",\n  true\n]\n");
    }

    @Test
    void refusesWhatJsonHasNoFormFor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonText.of(List.of(1.5)))
                .withMessage("JSON has no form for this: value=1.5");
    }

    private void reportTwo() {
        diagnostics.add(SourceText.of("machine.yaml", "name: x\nvifs: {a: \"\\\\\"}\n"));
        diagnostics.error(
                new SourceLocation("machine.yaml", 2, 7),
                ProblemCode.WRONG_KIND,
                "'vifs' must be a list, not a map",
                "write \"- \"");
        diagnostics.warning(
                new SourceLocation("my rules", 9, 1),
                ProblemCode.RULE_READS_DIFFERENTLY,
                "as built this is another rule",
                "use full keywords");
    }
}
