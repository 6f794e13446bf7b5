package io.nodev.common.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.nodev.common.machine.Architecture;
import io.nodev.common.machine.DropReason;
import io.nodev.common.machine.PortReport;
import io.nodev.common.machine.VbdMode;
import io.nodev.common.machine.VbdReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResultJsonTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final LaunchResult RESULT = new LaunchResult(
            "quickstart",
            Architecture.LEGACY,
            List.of(
                    new PortReport(
                            "vif0.0", 0, 0, new TreeMap<>(), 5, 300, new TreeMap<>(Map.of(DropReason.NO_ROUTE, 1L))),
                    new PortReport(
                            "vif1.0",
                            3,
                            180,
                            new TreeMap<>(Map.of(0, 2L, 2, 1L)),
                            Long.MAX_VALUE,
                            0,
                            new TreeMap<>(Map.of(DropReason.NO_ROUTE, 1L, DropReason.QUEUE_FULL, 7L)))),
            List.of(new PortReport("eth0", 1, 60, new TreeMap<>(), 0, 0, new TreeMap<>())),
            List.of(
                    new VbdReport(1, 0x1640, 800, VbdMode.READ_ONLY, new TreeMap<>(), 0, 0, 0, 0, 0),
                    new VbdReport(
                            2, 0xCA01, 9, VbdMode.READ_WRITE, new TreeMap<>(Map.of(0, 6L, 2, 7L)), 1, 8, 2, 17, 3)),
            List.of());

    @Test
    void isWrittenPortByPortAndDiskByDisk() {
        assertThat(ResultJson.text(RESULT)).isEqualTo("""
                {
                  "machine": "quickstart",
                  "architecture": "legacy-io",
                  "vifs": {
                    "vif0.0": {
                      "txFrames": 0,
                      "txBytes": 0,
                      "txStatus": {},
                      "rxFrames": 5,
                      "rxBytes": 300,
                      "drops": {"no-route": 1}
                    },
                    "vif1.0": {
                      "txFrames": 3,
                      "txBytes": 180,
                      "txStatus": {"0": 2, "2": 1},
                      "rxFrames": 9223372036854775807,
                      "rxBytes": 0,
                      "drops": {"no-route": 1, "queue-full": 7}
                    }
                  },
                  "nics": {
                    "eth0": {
                      "txFrames": 1,
                      "txBytes": 60,
                      "txStatus": {},
                      "rxFrames": 0,
                      "rxBytes": 0,
                      "drops": {}
                    }
                  },
                  "vbds": {
                    "vbd1.hdd": {
                      "sectors": 800,
                      "reads": 0,
                      "sectorsRead": 0,
                      "writes": 0,
                      "sectorsWritten": 0,
                      "flushes": 0,
                      "status": {}
                    },
                    "vbd2.202:1": {
                      "sectors": 9,
                      "reads": 1,
                      "sectorsRead": 8,
                      "writes": 2,
                      "sectorsWritten": 17,
                      "flushes": 3,
                      "status": {"0": 6, "2": 7}
                    }
                  }
                }
                """);
    }

    @Test
    void isWhatItsSchemaAllows() throws IOException {
        assertThat(schema().validate(ResultJson.text(RESULT), InputFormat.JSON)).isEmpty();
    }

    @Test
    void survivesAnyMachineNameAndNothingInIt() throws IOException {
        String name = "a \"b\" \\ \n\t\u0001 ü \uD83D\uDE00 \uD800";
        String text = ResultJson.text(
                new LaunchResult(name, Architecture.DEVICE_DOMAIN, List.of(), List.of(), List.of(), List.of()));

        assertThat(JSON.readTree(text).get("machine").stringValue()).isEqualTo(name);
        assertThat(schema().validate(text, InputFormat.JSON)).isEmpty();
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"legacy-io\" | \"legacy\"",
                "\"vif1.0\" | \"web\"",
                "\"txFrames\": 3 | \"txFrames\": -3",
                "\"txFrames\": 3, | ''",
                "\"txFrames\": 3 | \"txFrames\": 3, \"more\": 1",
                "\"no-route\" | \"bad-luck\"",
                "\"0\": 2 | \"OK\": 2",
                "\"vbd1.hdd\" | \"hdd\"",
                "\"sectorsRead\": 8, | ''",
                "\"0\": 6 | \"GOOD\": 6",
                "\"rxBytes\": 300 | \"rxBytes\": \"300\""
            })
    void mustNotBeOtherwise(String allowed, String refused) throws IOException {
        String text = ResultJson.text(RESULT);
        assertThat(text).contains(allowed);

        assertThat(schema().validate(text.replace(allowed, refused), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void hasNoStatusOfANic() throws IOException {
        String text = ResultJson.text(RESULT);
        int nics = text.indexOf("\"nics\"");
        String withStatus =
                text.substring(0, nics) + text.substring(nics).replace("\"txStatus\": {}", "\"txStatus\": {\"0\": 1}");

        assertThat(schema().validate(withStatus, InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void hasASchemaThatListsEveryDropReasonAndArchitecture() throws IOException {
        JsonNode schema = JSON.readTree(schemaText());

        assertThat(words(schema, "/$defs/dropReason/enum"))
                .containsExactlyElementsOf(
                        Arrays.stream(DropReason.values()).map(DropReason::id).toList());
        assertThat(words(schema, "/properties/architecture/enum"))
                .containsExactlyElementsOf(Arrays.stream(Architecture.values())
                        .map(Architecture::id)
                        .toList());
    }

    private static List<String> words(JsonNode schema, String pointer) {
        return schema.at(pointer).valueStream().map(JsonNode::stringValue).toList();
    }

    @Test
    void hasASchemaThatIsOne() throws IOException {
        Schema schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

        assertThat(schemas.validate(schemaText(), InputFormat.JSON)).isEmpty();
    }

    @Test
    void hasTheSchemaThatTheExampleShows() throws IOException {
        assertThat(Files.readString(Path.of("../examples/quickstart/result.schema.json")))
                .isEqualTo(schemaText());
    }

    private static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schemaText(), InputFormat.JSON);
    }

    private static String schemaText() throws IOException {
        try (InputStream in = ResultJson.class.getResourceAsStream("result.schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
